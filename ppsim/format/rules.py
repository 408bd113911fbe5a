"""Every rule of the format, under its code. Codes are never used again for something else.

PP0: the file and its YAML. PP1: keys and values. PP2: scenes and choices. PP3: names.
PP4: conditions. PP5: codes, disclosure, reasons. PP6: rubric files.
"""

from __future__ import annotations

from ppsim.format.diagnostics import Registry

RULES = Registry()
_rule = RULES.add

# ---- PP0: the file and its YAML

NO_RUBRIC = _rule(
    "PP000",
    "No such rubric",
    "{why}",
    "Put the rubric beside the case as ID.yaml, or name another under 'rubric:'.",
)
CANNOT_OPEN = _rule("PP001", "Cannot be opened", "cannot be opened: {why}")
NOT_UTF8 = _rule(
    "PP002",
    "Not UTF-8",
    "the file is not UTF-8 text ({what} in line {line})",
    "Save it again as UTF-8; most editors ask under 'Save as' or 'Encoding'.",
)
TOO_LARGE = _rule(
    "PP003",
    "Too large",
    "the file is larger than {limit} KiB",
    "A case is a quarter of an hour's reading; is this the right file?",
)
TOO_DEEP = _rule(
    "PP004",
    "Too deep",
    "lists and keys stand more than {limit} levels deep here",
    "Close the brackets that are open, or take out some of the indentation.",
)
TOO_MANY_NODES = _rule(
    "PP005",
    "Too many values",
    "the file holds more than {limit} values",
    "Is this the right file? Aliases (*name) count as often as they are used.",
)
LONG_SCALAR = _rule(
    "PP006",
    "Text too long",
    "a single piece of text of {length} characters; {limit} is the most",
    "Break it into lines of a list. An unclosed quotation mark can be the cause.",
)
EMPTY = _rule("PP007", "Empty", "there is nothing in the file", "Start it with: ppsim: 1")
DOCUMENTS = _rule(
    "PP008",
    "Several documents",
    "a second document begins here; a file holds one",
    "Take out the line '---' (or '...'), or put the second part into a file of its own.",
)
TAG = _rule(
    "PP009",
    "YAML tag",
    "'!' begins a YAML tag here ({tag}), and the format has none",
    "If it is part of the text, put the whole text in double quotes.",
)
MERGE = _rule(
    "PP010",
    "Merge key",
    "'<<' would merge another mapping in here; the format does not do that",
    "Write the keys out.",
)
ALIAS = _rule(
    "PP011",
    "Unknown alias",
    "'*{name}' stands for something named '&{name}' before, and nothing is",
    "If it is part of the text, put the whole text in double quotes.",
)
DUPLICATE_KEY = _rule(
    "PP012",
    "Key twice",
    "{key} stands here a second time; the first is in line {line}",
    "Keep one of them; YAML would silently drop the other.",
)
COMPLEX_KEY = _rule(
    "PP013",
    "Not a key",
    "a list or mapping stands where a key should",
    "If the line is text that begins with a bracket, put it in double quotes.",
)
CONTROL = _rule(
    "PP014",
    "Control character",
    "the control character {char} is in the text",
    "Take it out; it can change what a terminal shows. It may have come in by copying.",
)
HIDDEN = _rule(
    "PP015",
    "Hidden character",
    "the invisible character {char} is in the text",
    "Take it out; it can turn the order of the letters round or hide among them.",
)
SYNTAX = _rule(
    "PP020",
    "YAML syntax",
    "this cannot be read as YAML: {problem}",
    "Compare its indentation and punctuation with the lines above.",
)
UNCLOSED_QUOTE = _rule(
    "PP021",
    "Quotation mark not closed",
    "the quotation mark {mark} opened here is not closed where it should be",
    'Close it at the end of the text; within double quotes write \\" for a quotation mark.',
)
TEXT_AFTER_QUOTE = _rule(
    "PP022",
    "Text after a closing quotation mark",
    "text goes on after the closing {mark}, as if the quotes held the whole of it",
    'Put the whole text in double quotes, and write \\" for quotation marks within it.',
)
TAB = _rule(
    "PP023",
    "Tab in the indentation",
    "a tab stands in the indentation; YAML allows spaces only",
    "Indent with two spaces a level.",
)
INDENTATION = _rule(
    "PP024",
    "Indentation",
    "this line is not indented like its neighbours",
    "Lines that belong together begin in the same column.",
)
SECOND_COLON = _rule(
    "PP025",
    "Second colon",
    "a second ': ' stands in this text, and YAML takes it for another key",
    "Put the text after the first colon in double quotes.",
)
RESERVED_START = _rule(
    "PP026",
    "Text begins with a sign of YAML's own",
    "text cannot begin with {char} unless it is in quotes",
    "Put the whole text in double quotes.",
)
UNCLOSED_BRACKET = _rule(
    "PP027",
    "Bracket not closed",
    "the {char} opened here is not closed",
    "Close it on the same line; if it is part of the text, put the text in double quotes.",
)
FLOW_COMMA = _rule(
    "PP028",
    "Comma within braces",
    "within {{...}} a comma ends the text, so {rest} is taken for another key",
    "Put the text in double quotes.",
)
MISSING_COLON = _rule(
    "PP029",
    "Key without a colon",
    "this line stands where a key should, and has no ': '",
    "If it goes on with the text above, indent it further; else write key: value.",
)
CUT_OFF = _rule(
    "PP030",
    "Cut off by '#'",
    "the text ends before ' #'; YAML takes the rest of the line for a comment: {rest}",
    "If it belongs to the text, put the whole text in double quotes; "
    "a comment stands on a line of its own, or after two spaces.",
    severity="warning",
)
SWALLOWED_DASH = _rule(
    "PP031",
    "List item swallowed",
    "the line {line} begins with '- ' but is read as part of this text",
    "Indent it like the items beside it; a key above a list has nothing after its colon.",
    severity="warning",
)
BAD_ESCAPE = _rule(
    "PP032",
    "Backslash",
    "within double quotes a backslash begins an escape, and this is none YAML knows",
    "Write \\\\ for a backslash, or use no quotes.",
)
BROKEN_OFF = _rule(
    "PP033",
    "Broken off by '#'",
    "the text breaks off at ' #', which begins a comment, and the next line belongs to nothing",
    "Put the whole text in double quotes, or take the comment out.",
)
UNUSED_ANCHOR = _rule(
    "PP034",
    "Unused anchor",
    "'&{name}' names this for an alias that never comes, and is not part of the text",
    "If it is part of the text, put the whole text in double quotes.",
    severity="warning",
)
FLOW_SIGN = _rule(
    "PP035",
    "Sign within braces",
    "within {{...}} and [...] the sign {char} ends the text",
    "Put the text in double quotes.",
)
NO_SPACE_AFTER_DASH = _rule(
    "PP036",
    "Dash without a space",
    "no space follows the dash that begins this line, so that it is no item of a list",
    "Put a space after the dash, here and on lines like it: - {rest}",
)
TOO_MANY_FINDINGS = _rule(
    "PP099",
    "Too many findings",
    "{more} more findings are not shown after the first {shown}",
    severity="note",
)

# ---- PP1: keys and values

NO_PPSIM = _rule(
    "PP100",
    "Not a ppsim file",
    "'ppsim: 1' is missing; it tells which format the file is written in",
    "Write ppsim: 1 as the first line.",
)
NEWER = _rule(
    "PP101",
    "Newer format",
    "the file is written in format {version}; this ppsim reads format 1",
    "upgrade ppsim",
)
BAD_PPSIM = _rule(
    "PP102", "Unknown format", "{value} is no version of the format", "Write ppsim: 1"
)
NOT_A_MAPPING = _rule(
    "PP103",
    "Not keys and values",
    "the file holds {found} where keys and values should be",
    "Start it with: ppsim: 1",
)
UNKNOWN_KEY = _rule("PP110", "Unknown key", "{key} is no key of {what}")
MISSING_KEY = _rule("PP111", "Missing key", "{what} needs '{key}'")
WRONG_TYPE = _rule("PP112", "Wrong kind of value", "'{key}' takes {wanted}, not {found}")
YES_NO = _rule(
    "PP113",
    "Yes or no",
    "'{key}' takes true or false, and {found} is text",
    "Write {right}",
)
VERSION_NUMBER = _rule(
    "PP114",
    "Version read as a number",
    "{found} is read as a number; a version has three parts",
    "Write {right}",
)
NOT_IN_LIST = _rule("PP115", "Not in the list", "'{key}' cannot be {found}")
OUT_OF_RANGE = _rule("PP116", "Out of range", "'{key}' is {found}; it must be {wanted}")
READ_AS = _rule(
    "PP117",
    "Text read as something else",
    "'{key}' takes text, and {found} is read as {read}",
    "Put it in double quotes.",
)
BAD_ID = _rule(
    "PP118",
    "Spelling of an id",
    "{id} is no id: small letters, digits and '-', beginning with a letter",
    "For example: {right}",
)
NO_VALUE = _rule(
    "PP119",
    "No value",
    "'{key}' has nothing after its colon",
    "Write a value, or take the line out.",
)
NO_ITEM = _rule(
    "PP124",
    "Empty item",
    "there is nothing after this dash",
    "Write the item, or take the dash out.",
)
EMPTY_LIST = _rule(
    "PP125",
    "Empty list",
    "'{key}' is an empty list",
    "Write at least one item, or take it out.",
)
BAD_VERSION = _rule(
    "PP120",
    "Spelling of a version",
    "{found} is no version: three numbers with dots between",
    "For example: 1.0.0",
)
BLANK = _rule("PP121", "Blank text", "'{key}' is blank", "Write some text, or take it out.")
LEADING_ZERO = _rule(
    "PP122",
    "Number with a leading zero",
    "{found} begins with a zero, which programs read in different ways",
    "Write {right}",
)
TWICE = _rule("PP123", "Listed twice", "{name} stands twice in '{key}'", "Keep one.")
BAD_VALUE = _rule("PP129", "Value", "'{key}' does not fit: {problem}")

# ---- PP2: scenes and choices

BAD_LINE = _rule(
    "PP200",
    "Not a line",
    "a line is text, or one speaker and the words: {problem}",
    "For example: - He waits.   or: - inner: Not yet.",
)
PROSE_COLON = _rule(
    "PP201",
    "Colon in narration",
    "{speaker} is read as a speaker, since ': ' follows it",
    "If the line is narration, put the whole of it in double quotes.",
)
TWO_SPEAKERS = _rule(
    "PP202", "Two speakers", "one line has one speaker; here are {names}", "Make two lines of it."
)
GROUP_WITHOUT_IF = _rule(
    "PP203",
    "Lines without a condition",
    "'lines' groups lines under one 'if', and there is none",
    "Add 'if:', or write the lines one by one.",
)
IF_WITHOUT_LINES = _rule(
    "PP204",
    "Condition without a line",
    "'if' stands alone here",
    "Add a speaker and words, or 'lines:' with a list.",
)
NO_MODE = _rule(
    "PP210",
    "No words in a choice",
    "the choice {choice} has none of 'say', 'do' and 'think'",
    "say: spoken words. do: an act or a silence. think: an inner move.",
)
TWO_MODES = _rule(
    "PP211",
    "Two modes in a choice",
    "the choice {choice} has {modes}; a choice has exactly one",
    "Keep one; what follows from it belongs under 'then'.",
)
MIXED_MODES = _rule(
    "PP212",
    "Inner and outward mixed",
    "the options of one decision are all inner or all outward; {inner} is inner, {outward} is not",
    "Turn 'think' into say or do, or the others into 'think'.",
)
DUPLICATE_CHOICE = _rule(
    "PP213",
    "Choice id twice",
    "the choice {choice} stands twice in this scene; the first is in line {line}",
    "Give one of them another id.",
)
NO_WAY_ON = _rule(
    "PP214",
    "No way on",
    "nothing follows: {what} has no 'next'",
    "Add 'next:' to the scene, or to each of its choices.",
)
LAST_BRANCH = _rule(
    "PP215",
    "No last branch",
    "the last branch of this 'next' has a condition, so the play could get stuck",
    "End the list with a branch without 'if': - {{go: ...}}",
)
EARLY_BRANCH = _rule(
    "PP216",
    "Branches never reached",
    "this branch has no 'if', so those after it are never reached",
    "Give it a condition, or make it the last.",
)
DEAD_SCENE = _rule(
    "PP217",
    "Neither choices nor next nor ending",
    "the scene {scene} has neither choices nor next nor ending",
    "Add what happens here.",
)
ENDING_GOES_ON = _rule(
    "PP218",
    "Ending that goes on",
    "the scene {scene} is an ending, and has '{key}' as well",
    "Take one of them out.",
)
NO_PHASE = _rule(
    "PP219",
    "No phase",
    "the scene {scene} has no 'phase'",
    "One of: therapy, between, supervision, own_therapy.",
)
NEEDS_CHOICES = _rule(
    "PP220",
    "Needs choices",
    "'{key}' has a meaning only beside 'choices'",
    "Add choices, or take it out.",
)
HUB_CODED = _rule(
    "PP221",
    "Hub choice that scores",
    "the choice {choice} of a hub has '{key}'; what is done in a hub is never scored",
    "Take it out, or make the scene a decision by taking out 'hub'.",
)
HUB_NEXT = _rule(
    "PP222",
    "Hub choice with a next",
    "the choice {choice} of a hub has a 'next'; a hub goes on as a whole",
    "Put 'next' on the scene.",
)
HUB_COUNT = _rule(
    "PP223",
    "Hub that cannot be filled",
    "{problem}",
    "min is how many are needed, max how many are allowed; the hub has {choices} choices.",
)
HUB_KEY = _rule(
    "PP224",
    "Not in a hub",
    "'{key}' belongs to a decision, and this scene is a hub",
    "Take one of them out.",
)
ENDING_ONLY = _rule(
    "PP225",
    "For endings only",
    "'{key}' belongs to an ending, and the scene {scene} is none",
    "Take it out; a choice can have a 'recap' of its own.",
)
NO_YOU = _rule(
    "PP230",
    "Nobody is the player",
    "nobody in the cast is the player",
    "Add you: true to the one whose seat it is.",
)
TWO_YOU = _rule(
    "PP231",
    "Two players",
    "{first} and {second} are both marked 'you: true'",
    "Keep one.",
)
CAST_INNER = _rule(
    "PP232",
    "Reserved cast id",
    "{id} cannot be the id of a cast member; {why}",
    "Choose another id.",
)
NO_SCENES = _rule("PP233", "No scenes", "there are no scenes", "Add one under 'scenes:'.")
BAD_VARIABLE = _rule(
    "PP240",
    "Not a variable",
    "the variable {name} is none of the three kinds: {problem}",
    "told: false   pressure: {{start: 2, min: 0, max: 6}}   "
    "mood: {{start: calm, words: [calm, cross]}}",
)
VARIABLE_BOUNDS = _rule(
    "PP241",
    "Bounds of a variable",
    "the variable {name}: {problem}",
    "Every variable is bounded, so that every way through the case can be walked.",
)
VARIABLE_NAME = _rule(
    "PP242",
    "Name of a variable",
    "{name} cannot name a variable: small letters, digits and '_', beginning with a letter{also}",
    "For example: {right}",
)
EFFECT_TYPE = _rule("PP243", "Effect does not fit", "{problem}")
LIFE_PATTERNS = _rule(
    "PP250",
    "Patterns in a life case",
    "patterns tell what comes back in supervision; with 'parallel: life' there is no such echo",
    "Take 'patterns' out, or write parallel: process.",
)

# ---- PP3: names

UNKNOWN_SCENE = _rule("PP300", "Unknown scene", "there is no scene {name}")
UNKNOWN_CHOICE = _rule("PP301", "Unknown choice", "the scene {scene} has no choice {name}")
UNKNOWN_SPEAKER = _rule("PP302", "Unknown speaker", "nobody in the cast is called {name}")
UNKNOWN_VARIABLE = _rule("PP303", "Unknown variable", "there is no variable {name}")
UNKNOWN_CODE = _rule("PP304", "Unknown code", "the rubric {rubric} has no code {name}")
UNKNOWN_FEATURE = _rule("PP305", "Unknown key feature", "there is no key feature {name}")
UNKNOWN_PULL = _rule("PP306", "Unknown pull", "the rubric {rubric} has no pull {name}")
NO_ADDRESSEE = _rule(
    "PP307",
    "Nobody to say it to",
    "the choice {choice} is said to nobody: the cast has no {role}",
    "Name the one it is said to with 'to:', or add them to the cast.",
)
SELF_REFERENCE = _rule(
    "PP308",
    "Refers to itself",
    "{name} cannot be an alternative of itself",
    "Name the other key feature.",
)

# ---- PP4: conditions

EXPRESSION = _rule(
    "PP400",
    "Condition",
    "this condition cannot be read: {problem}",
    'For example: pressure >= 4 and not told   chose("scene/choice")   '
    'seen("scene")   count("CODE") >= 2',
)
EXPRESSION_TYPE = _rule("PP401", "Condition does not fit", "{problem}")

# ---- PP5: codes, disclosure, reasons

TOO_MANY_CODES = _rule(
    "PP500",
    "Too many codes",
    "the choice {choice} has {count} codes; three is the most",
    "Keep what the choice mainly does, the main thing first.",
)
SAME_DIMENSION = _rule(
    "PP501",
    "Two codes of one dimension",
    "{first} and {second} are both of the dimension {dimension}",
    "Keep the one that says more.",
)
INTENSITY = _rule(
    "PP502",
    "Intensity",
    "the intensity of {code} is {found}; it can be 0.5 or 1",
    "Write {code} alone for the whole of it, {{{code}: 0.5}} for half.",
)
CODE_PHASE = _rule(
    "PP503",
    "Code out of its phase",
    "{code} belongs to {phases}, and this scene is {phase}",
    "Take another code, or look at the scene's phase.",
)
NO_TELLS = _rule(
    "PP510",
    "Nothing on the telling",
    "the choice {choice} is coded in a disclosure scene and has no 'tells'",
    "Add tells: with decision, whose_need, passes and, where told, amount.",
)
TELLS_ALONE = _rule(
    "PP511",
    "Tells without disclosure",
    "the choice {choice} has 'tells', and its scene has no 'disclosure'",
    "Add disclosure: {{what, cue, at, stage}} to the scene.",
)
WITHHELD_AMOUNT = _rule(
    "PP512",
    "Withheld, yet told",
    "the decision is withheld and the amount {amount}",
    "Withheld has amount 0; something told in part is 'partial'.",
)
TOLD_NOTHING = _rule(
    "PP513",
    "Told, yet nothing",
    "the decision is {decision} and the amount is 0",
    "amount: 1 headline, 2 some detail, 3 story.",
)
CONTESTED_SINGLE = _rule(
    "PP520",
    "Contested with itself",
    "'contested' names {count}; it takes two or more",
    "Name each choice that supervisors would defend.",
)

# ---- PP6: rubric files

STANCE_WEIGHT = _rule(
    "PP600",
    "Stance and weight",
    "{code} is {stance}, and its weight is {weight}",
    "reflective: above 0; reactive: below 0; neutral: 0.",
)
UNKNOWN_DIMENSION = _rule("PP601", "Unknown dimension", "there is no dimension {name}")
ROLE_CODE = _rule("PP602", "Unknown code in a role", "there is no code {name}")
CODE_NAME = _rule(
    "PP603",
    "Spelling of a code",
    "{name} is no code: capitals, as in SAR.NOTICE, its dimension before the dot",
)
CODE_DIMENSION = _rule(
    "PP604",
    "Code of another dimension",
    "{code} says by its name which dimension it is of, and it is not {dimension}",
    "Rename the code, or change its dimension.",
)
NOTHING_TO_EXTEND = _rule(
    "PP605",
    "Nothing to extend",
    "the rubric {name} cannot be extended: {why}",
    "Name a rubric that stands beside this one or came with ppsim, or write everything out here.",
)
