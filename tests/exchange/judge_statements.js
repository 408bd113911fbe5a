// Judge xAPI statements by Learning Locker's rules: one JSON line in, true or false out.
// The first argument is the folder node_modules.
const path = require('path');
const lines = require('readline').createInterface({ input: process.stdin });
const rules = require(path.resolve(process.argv[2], '@learninglocker/xapi-validation'));

lines.on('line', (line) => {
  const warnings = rules.default(JSON.parse(line));
  if (warnings.length) console.error(warnings);
  console.log(JSON.stringify(warnings.length === 0));
});
