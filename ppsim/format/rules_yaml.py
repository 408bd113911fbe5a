"""Rules of a file and its YAML: PP0."""

from __future__ import annotations

from ppsim.format.diagnostics import Registry

RULES = Registry()

NO_RUBRIC = RULES.add(
    "PP000",
    "No such rubric",
    "{why}",
    "Put the rubric beside the case as ID.yaml, or name another under 'rubric:'.",
)
CANNOT_OPEN = RULES.add("PP001", "Cannot be opened", "cannot be opened: {why}")
NOT_UTF8 = RULES.add(
    "PP002",
    "Not UTF-8",
    "the file is not UTF-8 text ({what} in line {line})",
    "Save it again as UTF-8; most editors ask under 'Save as' or 'Encoding'.",
)
TOO_LARGE = RULES.add(
    "PP003",
    "Too large",
    "the file is larger than {limit} MiB",
    "A case is a quarter of an hour's reading; is this the right file?",
)
TOO_DEEP = RULES.add(
    "PP004",
    "Too deep",
    "lists and keys stand more than {limit} levels deep here",
    "Close the brackets that are open, or take out some of the indentation.",
)
TOO_MANY_NODES = RULES.add(
    "PP005",
    "Too many values",
    "the file holds more than {limit} values",
    "Is this the right file? Aliases (*name) count as often as they are used.",
)
LONG_SCALAR = RULES.add(
    "PP006",
    "Text too long",
    "a single piece of text of {length} characters; {limit} is the most",
    "Break it into lines of a list. An unclosed quotation mark can be the cause.",
)
EMPTY = RULES.add(
    "PP007",
    "Empty",
    "there is nothing in the file",
    "Start it with: ppsim: 1. To begin with a small whole case: ppsim new",
)
DOCUMENTS = RULES.add(
    "PP008",
    "Several documents",
    "a second document begins here; a file holds one",
    "Take out the line '---' (or '...'), or put the second part into a file of its own.",
)
TAG = RULES.add(
    "PP009",
    "YAML tag",
    "'!' begins a YAML tag here ({tag}), and the format has none",
    "If it is part of the text, put the whole text in double quotes.",
)
MERGE = RULES.add(
    "PP010",
    "Merge key",
    "'<<' would merge another mapping in here; the format does not do that",
    "Write the keys out.",
)
ALIAS = RULES.add(
    "PP011",
    "Unknown alias",
    "'*{name}' stands for something named '&{name}' before, and nothing is",
    "If it is part of the text, put the whole text in double quotes.",
)
DUPLICATE_KEY = RULES.add(
    "PP012",
    "Key twice",
    "{key} stands here a second time; the first is in line {line}",
    "Keep one of them; YAML would silently drop the other.",
)
COMPLEX_KEY = RULES.add(
    "PP013",
    "Not a key",
    "a list or mapping stands where a key should",
    "If the line is text that begins with a bracket, put it in double quotes.",
)
CONTROL = RULES.add(
    "PP014",
    "Control character",
    "the control character {char} is in the text",
    "Take it out; it can change what a terminal shows. It may have come in by copying.",
)
HIDDEN = RULES.add(
    "PP015",
    "Hidden character",
    "the invisible character {char} is in the text",
    "Take it out; it can turn the order of the letters round or hide among them.",
)
NOT_TEXT = RULES.add(
    "PP016",
    "Not plain text",
    "the file is {what}, and not plain text",
    "In the program it comes from, save it as plain text in UTF-8; or write in an editor for plain "
    "text.",
)
SYNTAX = RULES.add(
    "PP020",
    "YAML syntax",
    "this cannot be read as YAML: {problem}",
    "Compare its indentation and punctuation with the lines above.",
)
UNCLOSED_QUOTE = RULES.add(
    "PP021",
    "Quotation mark not closed",
    "the quotation mark {mark} opened here is not closed where it should be",
    'Close it at the end of the text; within double quotes write \\" for a quotation mark.',
)
TEXT_AFTER_QUOTE = RULES.add(
    "PP022",
    "Text after a closing quotation mark",
    "text goes on after the closing {mark}, as if the quotes held the whole of it",
    'Put the whole text in double quotes, and write \\" for quotation marks within it.',
)
TAB = RULES.add(
    "PP023",
    "Tab in the indentation",
    "a tab stands in the indentation; YAML allows spaces only",
    "Indent with two spaces a level.",
)
INDENTATION = RULES.add(
    "PP024",
    "Indentation",
    "this line is not indented like its neighbours",
    "Lines that belong together begin in the same column.",
)
SECOND_COLON = RULES.add(
    "PP025",
    "Second colon",
    "a second ': ' stands in this text, and YAML takes it for another key",
    "Put the text after the first colon in double quotes.",
)
RESERVED_START = RULES.add(
    "PP026",
    "Text begins with a sign of YAML's own",
    "text cannot begin with {char} unless it is in quotes",
    "Put the whole text in double quotes.",
)
UNCLOSED_BRACKET = RULES.add(
    "PP027",
    "Bracket not closed",
    "the {char} opened here is not closed",
    "Close it on the same line; if it is part of the text, put the text in double quotes.",
)
FLOW_COMMA = RULES.add(
    "PP028",
    "Comma within braces",
    "within {{...}} a comma ends the text, so {rest} is taken for another key",
    "Put the text in double quotes.",
)
MISSING_COLON = RULES.add(
    "PP029",
    "Key without a colon",
    "this line stands where a key should, and has no ': '",
    "If it goes on with the text above, indent it further; else write key: value.",
)
CUT_OFF = RULES.add(
    "PP030",
    "Cut off by '#'",
    "the text ends before ' #'; YAML takes the rest of the line for a comment: {rest}",
    "If it belongs to the text, put the whole text in double quotes; "
    "a comment stands on a line of its own, or after two spaces.",
    severity="warning",
)
SWALLOWED_DASH = RULES.add(
    "PP031",
    "List item swallowed",
    "the line {line} begins with '- ' but is read as part of this text",
    "Indent it like the items beside it; a key above a list has nothing after its colon.",
    severity="warning",
)
BAD_ESCAPE = RULES.add(
    "PP032",
    "Backslash",
    "within double quotes a backslash begins an escape, and this is none YAML knows",
    "Write \\\\ for a backslash, or use no quotes.",
)
BROKEN_OFF = RULES.add(
    "PP033",
    "Broken off by '#'",
    "the text breaks off at ' #', which begins a comment, and the next line belongs to nothing",
    "Put the whole text in double quotes, or take the comment out.",
)
UNUSED_ANCHOR = RULES.add(
    "PP034",
    "Unused anchor",
    "'&{name}' names this for an alias that never comes, and is not part of the text",
    "If it is part of the text, put the whole text in double quotes.",
    severity="warning",
)
FLOW_SIGN = RULES.add(
    "PP035",
    "Sign within braces",
    "within {{...}} and [...] the sign {char} ends the text",
    "Put the text in double quotes.",
)
NO_SPACE_AFTER_DASH = RULES.add(
    "PP036",
    "Dash without a space",
    "no space follows the dash that begins this line, so that it is no item of a list",
    "Put a space after the dash, here and on lines like it: - {rest}",
)
LOOKALIKE = RULES.add(
    "PP037",
    "Look-alike",
    "a sign that only looks like {wanted} stands here: {sign}",
    "Delete it and type {wanted}, {where}. It may have come in by copying, or from an editor that "
    "corrects while you type.",
)
TOO_MANY_FINDINGS = RULES.add(
    "PP099",
    "Too many findings",
    "{more} more findings are not shown after the first {shown}",
    severity="note",
)
