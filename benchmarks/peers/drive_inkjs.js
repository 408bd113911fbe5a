// Plays game.ink through inkjs; writes game.json, the compiled story, for inkcpp.
const { Compiler, Story } = require("inkjs/full");
const fs = require("fs");
const path = require("path");
const readline = require("readline");

const folder = process.argv[2];
const compiled = new Compiler(fs.readFileSync(path.join(folder, "game.ink"), "utf8")).Compile();
const json = compiled.ToJson();
fs.writeFileSync(path.join(folder, "game.json"), json);
const story = new Story(json);
const main = require.resolve("inkjs/full");
const version = JSON.parse(
  fs.readFileSync(path.join(path.dirname(main), "..", "package.json"), "utf8")
).version;

function play(plays) {
  let seed = 1;
  const endings = {};
  for (let i = 0; i < plays; i++) {
    story.ResetState();
    let last = "";
    for (;;) {
      while (story.canContinue) {
        const line = story.Continue();
        if (line.startsWith("ENDING ")) last = line.trim().slice(7);
      }
      const choices = story.currentChoices;
      if (!choices.length) break;
      seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
      story.ChooseChoiceIndex((seed >>> 8) % choices.length);
    }
    endings[last] = (endings[last] || 0) + 1;
  }
  return endings;
}

console.log(JSON.stringify({ version }));
readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const begin = process.hrtime.bigint();
  const endings = play(Number(line));
  const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
  console.log(JSON.stringify({ seconds, endings }));
});
