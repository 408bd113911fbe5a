"""libyaml's complaints in an author's words, each with a mend that lets the reading go on.

libyaml knows where it gave up; what the author did is usually a little before that. A mend
changes one character and keeps every column, so that all that is found afterwards stands where
it says; the mended text is only ever looked at for further faults, never loaded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from ruamel.yaml.error import MarkedYAMLError

from ppsim.format import rules_yaml
from ppsim.format.diagnostics import Rule, Span, quoted

_LINE = re.compile(r"(?P<lead>\s*(?:- +)*)(?P<key>[A-Za-z_][\w-]*: +)?(?P<text>\S.*)?")
"""A line in block style: dashes, perhaps a key, and the text after it."""
_KEY = re.compile(r"\s*(?:- +)*[\w.-]+:(?:\s|$)")
_CLOSED = {
    '"': re.compile(r'"(?:[^"\\]|\\.)*"'),
    "'": re.compile(r"'(?:[^']|'')*'"),
}
_CLOSING = {"[": "]", "{": "}"}
_JOINED_DASH = re.compile(r"\s*-(?=[^\s-])")
"""The dash of a list item whose space is missing."""
_RESERVED = frozenset("[]{}*&!%@`,|>?")
_COMMA_OR_QUOTES = (
    "If another key begins here, put a comma before it; else put the text after the first colon in "
    "double quotes."
)
_LOOK_BACK = 300
"""Lines looked back at for a quotation mark left open."""


@dataclass(frozen=True, slots=True)
class Slip:
    """One fault of syntax; ``line`` (from 1) is to become ``mended``, if anything is known."""

    rule: Rule
    span: Span | None
    fields: dict[str, object] = field(default_factory=dict)
    line: int = 0
    mended: str | None = None
    hint: str | None = None
    """What to do about it, where the rule's own words do not fit."""


def explain(error: Any, lines: list[str]) -> Slip:
    """What is behind ``error``, which libyaml raised on ``lines``."""
    mark = None
    if isinstance(error, MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
    if mark is None or not lines:
        return Slip(rules_yaml.SYNTAX, None, {"problem": str(error).splitlines()[0][:200]})
    scene = _Scene(lines, error, mark)
    for explanation in _EXPLANATIONS:
        slip = explanation(scene)
        if slip is not None:
            return slip
    return Slip(rules_yaml.SYNTAX, scene.at(scene.row, scene.column), {"problem": scene.problem})


class _Scene:
    """The scene of the accident: the lines, where libyaml gave up, and where that began."""

    def __init__(self, lines: list[str], error: MarkedYAMLError, mark: Any) -> None:
        self.lines = lines
        self.problem = str(error.problem or error.context or "it breaks off")
        self.context = str(error.context or "")
        self.row: int = min(mark.line, len(lines) - 1)
        self.column: int = mark.column if mark.line < len(lines) else len(lines[-1])
        began = error.context_mark
        self.began: tuple[int, int] | None = (began.line, began.column) if began else None

    def line(self, row: int) -> str:
        return self.lines[row] if 0 <= row < len(self.lines) else ""

    def at(self, row: int, column: int, length: int = 1) -> Span:
        return Span(row + 1, column + 1, row + 1, column + 1 + max(1, length))

    def rest(self, row: int, column: int) -> Span:
        return self.at(row, column, len(self.line(row).rstrip()) - column)

    def text_start(self, row: int) -> int | None:
        """The column where the text of a list item or key begins."""
        match = _LINE.match(self.line(row))
        return match.start("text") if match is not None and match["text"] else None

    def replaced(
        self, rule: Rule, row: int, column: int, by: str, span: Span | None = None, **fields: object
    ) -> Slip:
        """A slip mended by putting ``by`` in the place of the character at ``column``."""
        line = self.line(row)
        mended = line[:column] + by + line[column + 1 :]
        return Slip(rule, span or self.at(row, column), fields, row + 1, mended)


def _tab(scene: _Scene) -> Slip | None:
    if "cannot start any token" not in scene.problem and "tab" not in scene.problem:
        return None
    line = scene.line(scene.row)
    lead = line[: len(line) - len(line.lstrip())]
    if "\t" not in lead:
        return None
    return Slip(rules_yaml.TAB, scene.at(scene.row, lead.index("\t")))


def _escape(scene: _Scene) -> Slip | None:
    if "escape" not in scene.problem and "hexdecimal" not in scene.problem:
        return None
    slash = scene.line(scene.row).rfind("\\", 0, scene.column + 1)
    column = slash if slash >= 0 else scene.column
    return scene.replaced(
        rules_yaml.BAD_ESCAPE, scene.row, column, "x", scene.at(scene.row, column, 2)
    )


def _document(scene: _Scene) -> Slip | None:
    if "document start" not in scene.problem:
        return None
    return Slip(rules_yaml.DOCUMENTS, scene.rest(scene.row, scene.column))


def _dash(scene: _Scene) -> Slip | None:
    """A dash with no space after it, here or on the line that this one goes on from."""
    if not re.search("mapping values are not|did not find exp|could not find exp", scene.problem):
        return None
    above = next((r for r in range(scene.row - 1, -1, -1) if scene.line(r).strip()), -1)
    for row in (scene.row, above):
        joined = _JOINED_DASH.match(scene.line(row))
        if joined is not None:
            column = joined.end() - 1
            rest = quoted(scene.line(row)[column + 1 :].strip())[1:-1]
            span = scene.at(row, column, 2)
            return Slip(rules_yaml.NO_SPACE_AFTER_DASH, span, {"rest": rest})
    return None


def _flow(scene: _Scene) -> Slip | None:
    """A bracket or brace: opened by a text, never closed, or with a colon too many in it."""
    if "found unexpected ':'" in scene.problem:
        return _flow_sign(scene)
    if "flow" not in scene.context or scene.began is None:
        return None
    if "flow node" in scene.context:  # a value is missing; the bracket is somewhere before
        return _gap(scene)
    row, column = scene.began
    char = scene.line(row)[column : column + 1]
    if char not in _CLOSING:
        return None
    after = scene.line(row)[column + 1 :]
    if scene.text_start(row) == column and not _flow_like(char, after):
        return scene.replaced(rules_yaml.RESERVED_START, row, column, "x", char=char)
    if scene.row > row:  # the lines below were swallowed
        mended = scene.line(row).rstrip() + _CLOSING[char]
        return Slip(
            rules_yaml.UNCLOSED_BRACKET, scene.at(row, column), {"char": char}, row + 1, mended
        )
    return _flow_sign(scene)


def _flow_sign(scene: _Scene) -> Slip | None:
    """A sign within braces that ends a text there, and nowhere else."""
    found = scene.line(scene.row)[scene.column : scene.column + 1]
    if found == ":" and "unexpected" not in scene.problem:
        slip = scene.replaced(rules_yaml.SECOND_COLON, scene.row, scene.column, ";")
        return replace(slip, hint=_COMMA_OR_QUOTES)
    if found and found in ":?[]{}":
        return scene.replaced(rules_yaml.FLOW_SIGN, scene.row, scene.column, "x", char=found)
    return None


def _gap(scene: _Scene) -> Slip | None:
    opened = _open_bracket(scene)
    if opened is None:
        return None
    row, column = opened
    char = scene.line(row)[column]
    if scene.row > row or not scene.line(row)[scene.column :].strip():
        mended = scene.line(row).rstrip() + _CLOSING[char]
        return Slip(
            rules_yaml.UNCLOSED_BRACKET, scene.at(row, column), {"char": char}, row + 1, mended
        )
    found = scene.line(row)[scene.column]
    if found == "?":
        return _flow_sign(scene)
    problem = f"there is nothing before this {found}"
    return Slip(rules_yaml.SYNTAX, scene.at(row, scene.column), {"problem": problem})


def _open_bracket(scene: _Scene) -> tuple[int, int] | None:
    """The bracket that is open where libyaml gave up, so far as can be told without quotes."""
    closed = 0
    for row in range(scene.row, max(-1, scene.row - _LOOK_BACK), -1):
        line = scene.line(row)
        for column in range(
            min(len(line), scene.column if row == scene.row else 10**6) - 1, -1, -1
        ):
            if line[column] in "]}":
                closed += 1
            elif line[column] in _CLOSING:
                if not closed:
                    return row, column
                closed -= 1
    return None


def _flow_like(char: str, after: str) -> bool:
    """Whether what follows a bracket looks like a list or mapping and not like prose."""
    if char == "{":
        return re.match(r"\s*(?:[\w.\"'-]+\s*:|$)", after) is not None
    inside = after.partition("]")
    return not inside[1] or not re.match(r"\s*[^\s,#]", inside[2])


def _quote(scene: _Scene) -> Slip | None:
    """A quotation mark that opens a text and does not close it, or closes it too early."""
    if "quoted scalar" in scene.context and scene.began is not None:
        return _unclosed(scene, *scene.began)
    if "did not find expected" not in scene.problem and "could not find" not in scene.problem:
        return None
    start = scene.text_start(scene.row)
    if start is not None and start < scene.column:
        text = scene.line(scene.row)[start:]
        mark = text[0]
        if mark in _CLOSED:
            closed = _CLOSED[mark].match(text)
            if closed is None:
                return _unclosed(scene, scene.row, start)
            if start + closed.end() <= scene.column:
                span = scene.rest(scene.row, start + closed.end())
                return scene.replaced(
                    rules_yaml.TEXT_AFTER_QUOTE, scene.row, start, "x", span, mark=mark
                )
    return _closed_by_chance(scene)


def _closed_by_chance(scene: _Scene) -> Slip | None:
    """A quotation mark left open above, which some mark on this line happened to close."""
    if not re.search("[\"']", scene.line(scene.row)[: scene.column + 1]):
        return None
    for row in range(scene.row - 1, max(-1, scene.row - _LOOK_BACK), -1):
        start = scene.text_start(row)
        text = scene.line(row)[start:] if start is not None else ""
        if start is not None and text[0] in _CLOSED:
            return None if _CLOSED[text[0]].match(text) else _unclosed(scene, row, start)
    return None


def _unclosed(scene: _Scene, row: int, column: int) -> Slip:
    mark = scene.line(row)[column : column + 1]
    return scene.replaced(rules_yaml.UNCLOSED_QUOTE, row, column, "x", mark=mark)


def _reserved(scene: _Scene) -> Slip | None:
    """A text that begins with a sign of YAML's own."""
    places = [(scene.row, scene.column)]
    if scene.began is not None and "while scanning" in scene.context:
        places.insert(0, scene.began)
    start = scene.text_start(scene.row)
    if start is not None and start < scene.column and "did not find expected" in scene.problem:
        places.append((scene.row, start))
    for row, column in places:
        char = scene.line(row)[column : column + 1]
        if char in _RESERVED and scene.text_start(row) == column:
            return scene.replaced(rules_yaml.RESERVED_START, row, column, "x", char=char)
    return None


def _colon(scene: _Scene) -> Slip | None:
    """A colon too many in a text; or a key taken for the rest of the text above it."""
    if "mapping values are not allowed" not in scene.problem:
        return None
    start = scene.text_start(scene.row)
    if start is not None and start < scene.column:
        return scene.replaced(rules_yaml.SECOND_COLON, scene.row, scene.column, ";")
    line = scene.line(scene.row)
    return Slip(rules_yaml.INDENTATION, scene.rest(scene.row, len(line) - len(line.lstrip())))


def _no_colon(scene: _Scene) -> Slip | None:
    if "could not find expected ':'" not in scene.problem or scene.began is None:
        return None
    row, column = scene.began
    line = scene.line(row)
    below = next((x for x in scene.lines[row + 1 :] if x.strip()), "")
    deeper = len(below) - len(below.lstrip()) > column
    mended = line.rstrip() + ":" if deeper else line[:column] + "#" + line[column + 1 :]
    return Slip(rules_yaml.MISSING_COLON, scene.rest(row, column), {}, row + 1, mended)


def _comment(scene: _Scene) -> Slip | None:
    """A text over several lines, broken off by ' #' in its middle."""
    above = scene.line(scene.row - 1)
    column = above.find(" #") + 1
    here = scene.line(scene.row)
    if not column or _KEY.match(here) or here.lstrip().startswith("-"):
        return None
    span = scene.rest(scene.row - 1, column)
    return scene.replaced(
        rules_yaml.BROKEN_OFF, scene.row - 1, column, "x", span, rest=quoted(above[column:])
    )


def _indentation(scene: _Scene) -> Slip | None:
    line = scene.line(scene.row)
    indent = len(line) - len(line.lstrip())
    if "did not find expected" not in scene.problem or scene.column > indent or not line.strip():
        return None
    return Slip(rules_yaml.INDENTATION, scene.rest(scene.row, indent))


_EXPLANATIONS: tuple[Callable[[_Scene], Slip | None], ...] = (
    _tab,
    _escape,
    _document,
    _dash,
    _flow,
    _quote,
    _reserved,
    _colon,
    _no_colon,
    _comment,
    _indentation,
)


def mostly_tabs(lines: list[str]) -> bool:
    """Whether the file is indented with tabs throughout, so that a tab stands for a level."""
    tabs = sum(line.startswith("\t") for line in lines)
    return tabs > sum(line.startswith(" ") for line in lines)


def untabbed(lines: list[str]) -> Iterator[str]:
    """The lines with two spaces for each tab of their indentation."""
    for line in lines:
        text = line.lstrip()
        yield line[: len(line) - len(text)].replace("\t", "  ") + text
