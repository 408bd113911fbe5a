"""Rules of keys and their values, whatever they stand for: PP1."""

from __future__ import annotations

from ppsim.format.diagnostics import Registry

RULES = Registry()

NO_PPSIM = RULES.add(
    "PP100",
    "Not a ppsim file",
    "'ppsim: 1' is missing; it tells which format the file is written in",
    "Write ppsim: 1 as the first line.",
)
NEWER = RULES.add(
    "PP101",
    "Newer format",
    "the file is written in format {version}; this ppsim reads format 1",
    "upgrade ppsim",
)
BAD_PPSIM = RULES.add(
    "PP102", "Unknown format", "{value} is no version of the format", "Write ppsim: 1"
)
NOT_A_MAPPING = RULES.add(
    "PP103",
    "Not keys and values",
    "the file holds {found} where keys and values should be",
    "Start it with: ppsim: 1",
)
UNKNOWN_KEY = RULES.add("PP110", "Unknown key", "{key} is no key of {what}")
MISSING_KEY = RULES.add("PP111", "Missing key", "{what} needs {keys}")
WRONG_TYPE = RULES.add("PP112", "Wrong kind of value", "'{key}' takes {wanted}, not {found}")
YES_NO = RULES.add(
    "PP113",
    "Yes or no",
    "'{key}' takes true or false, and {found} is text",
    "Write {right}",
)
VERSION_NUMBER = RULES.add(
    "PP114",
    "Version read as a number",
    "{found} is read as a number; a version has three parts",
    "Write {right}",
)
NOT_IN_LIST = RULES.add("PP115", "Not in the list", "'{key}' cannot be {found}")
OUT_OF_RANGE = RULES.add("PP116", "Out of range", "'{key}' is {found}; it must be {wanted}")
READ_AS = RULES.add(
    "PP117",
    "Text read as something else",
    "'{key}' takes text, and {found} is read as {read}",
    "Put it in double quotes.",
)
BAD_ID = RULES.add(
    "PP118",
    "Spelling of an id",
    "{id} is no id: small letters, digits and '-', beginning with a letter",
    "For example: {right}",
)
NO_VALUE = RULES.add(
    "PP119",
    "No value",
    "'{key}' has nothing after its colon",
    "Write a value, or take the line out.",
)
BAD_VERSION = RULES.add(
    "PP120",
    "Spelling of a version",
    "{found} is no version: three numbers with dots between",
    "For example: 1.0.0",
)
BLANK = RULES.add("PP121", "Blank text", "'{key}' is blank", "Write some text, or take it out.")
LEADING_ZERO = RULES.add(
    "PP122",
    "Number with a leading zero",
    "{found} begins with a zero, which programs read in different ways",
    "Write {right}",
)
TWICE = RULES.add("PP123", "Listed twice", "{name} stands twice in '{key}'", "Keep one.")
NO_ITEM = RULES.add(
    "PP124",
    "Empty item",
    "there is nothing after this dash",
    "Write the item, or take the dash out.",
)
EMPTY_LIST = RULES.add(
    "PP125",
    "Empty list",
    "'{key}' is an empty list",
    "Write at least one item, or take it out.",
)
BAD_VALUE = RULES.add("PP129", "Value", "'{key}' does not fit: {problem}")
