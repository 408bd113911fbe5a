"""What the readers of a file share: where findings go, what is declared, what is mentioned.

A reader walks the plain data once, picks the variant of each thing by its keys, and notes every
name it declares and every name it mentions; ``ppsim.format.references`` compares the two when
the whole file has been seen. Data that is not of the expected kind is said and passed over.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ppsim.format import rules_keys, rules_yaml
from ppsim.format.characters import DASHES
from ppsim.format.diagnostics import Rule, quoted
from ppsim.format.expression_types import DeclaredVariable
from ppsim.format.places import Data, ListPlace, MappingPlace, Part
from ppsim.format.recovery import Unread
from ppsim.format.source import Findings, Marked

_MAY_BE_EMPTY = frozenset({"codes", "patterns"})
_ID = re.compile(r"[a-z][a-z0-9_-]*")
_VERSION = re.compile(r"[0-9]+\.[0-9]+\.[0-9]+")
_NO_NAMES = frozenset({"true", "false", "null"})
"""Words that YAML takes for something other than text."""
_YES = {"yes": "true", "on": "true", "y": "true", "no": "false", "off": "false", "n": "false"}


class Mention(NamedTuple):
    """A name used at a place."""

    name: str
    at: Marked


class ChoiceMention(NamedTuple):
    """A choice named beside its scene (``reasons``, ``contested``)."""

    scene: str
    name: str
    at: Marked


class CodeMention(NamedTuple):
    """A code on a choice; ``phase`` where its scene has one. ``None`` in patterns."""

    name: str
    at: Marked
    phase: str | None = None


class Effect(NamedTuple):
    """One entry of ``add`` or ``set``."""

    adds: bool
    variable: str
    value: Data
    key_at: Marked
    at: Marked


@dataclass(slots=True)
class VariableBounds:
    """A declared variable as far as it could be read."""

    declared: DeclaredVariable
    low: int | None = None
    high: int | None = None


@dataclass(slots=True)
class Names:
    """Everything a case declares, and everything it mentions."""

    cast: dict[str, str | None] = field(default_factory=dict)
    """Cast id -> role, as written."""
    unknown: set[str] = field(default_factory=set)
    """Of ``cast``, ``variables``, ``key_features``: those that could not be read at all."""
    player: str | None = None
    variables: dict[str, VariableBounds] = field(default_factory=dict)
    features: dict[str, Marked] = field(default_factory=dict)
    scenes: dict[str, dict[str, Marked] | None] = field(default_factory=dict)
    """Scene -> its choices; ``None`` where they could not be read."""

    go: list[Mention] = field(default_factory=list)
    strangers: list[Mention] = field(default_factory=list)
    """Speakers that are not in the cast, which is read before any line."""
    addressees: list[Mention] = field(default_factory=list)
    unaddressed: list[tuple[str, str | None, Marked]] = field(default_factory=list)
    """Spoken choices without ``to``: id, the scene's phase, place."""
    meets: list[Mention] = field(default_factory=list)
    choices: list[ChoiceMention] = field(default_factory=list)
    codes: list[CodeMention] = field(default_factory=list)
    coded: list[tuple[str, tuple[CodeMention, ...]]] = field(default_factory=list)
    """Choices with two codes or more."""
    pulls: list[Mention] = field(default_factory=list)
    conditions: list[Mention] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)


@dataclass(slots=True)
class Reading:
    """One file being read."""

    findings: Findings
    names: Names = field(default_factory=Names)
    unread: Unread = field(default_factory=Unread)

    def add(self, rule: Rule, at: Marked, hint: str | None = None, /, **fields: object) -> None:
        """One finding."""
        self.findings.add(rule, at, hint, **fields)

    def lacks(
        self,
        rule: Rule,
        at: Marked,
        place: Part,
        hint: str | None = None,
        /,
        **fields: object,
    ) -> None:
        """A finding that a mapping lacks something; none where a key of it could not be read."""
        if not self.unread.within(place, self.findings.source):
            self.add(rule, at, hint, **fields)

    def wrong(self, key: str, wanted: str, value: Data, at: Marked) -> None:
        """``value`` is not of the kind ``key`` takes; nothing at all was said when it was read."""
        if wanted == TEXT and isinstance(at, MappingPlace | ListPlace) and at.flow:
            char = "{" if isinstance(at, MappingPlace) else "["
            self.add(rules_yaml.RESERVED_START, at, char=char)
        elif value is not None:
            rule, hint, fields = _kind_fault(key, wanted, value)
            self.add(rule, at, hint, **fields)

    def id(self, name: Data, at: Marked) -> None:
        """Check the spelling of an id."""
        if isinstance(name, str) and not _ID.fullmatch(name):
            self.add(rules_keys.BAD_ID, at, id=quoted(name), right=spelled(name))

    def version(self, value: Data, at: Marked) -> None:
        """Check a version, which YAML may have read as a number."""
        if isinstance(value, int | float) and not isinstance(value, bool):
            right = f"{value}.0" if isinstance(value, float) else f"{value}.0.0"
            self.add(rules_keys.VERSION_NUMBER, at, found=quoted(value), right=right)
        elif not isinstance(value, str):
            self.wrong("version", TEXT, value, at)
        elif not _VERSION.fullmatch(value):
            self.add(rules_keys.BAD_VERSION, at, found=quoted(value))

    def items(self, key: str, value: Data, part: Part) -> Iterator[tuple[Data, Part]]:
        """The items of a list with their places; none, and a finding, where it is no list."""
        if isinstance(value, tuple) and isinstance(part, ListPlace):
            if not value and key not in _MAY_BE_EMPTY:
                self.add(rules_keys.EMPTY_LIST, part, key=key)
            return zip(value, part.parts, strict=True)
        self.wrong(key, "a list", value, part)
        return iter(())

    def entries(
        self, key: str, value: Data, part: Part
    ) -> Iterator[tuple[str, Data, Part, Marked]]:
        """Key, value, place of the value and of the key; none, and a finding, if no mapping."""
        if isinstance(value, dict) and isinstance(part, MappingPlace):
            for name, below in value.items():
                yield name, below, part.parts[name], part.keys[name]
        else:
            self.wrong(key, "keys and values", value, part)

    def texts(self, value: Data, part: Part) -> Iterator[tuple[str, Part]]:
        """The texts of a list; another kind of item is left to the models to refuse."""
        if isinstance(value, tuple) and isinstance(part, ListPlace):
            for item, at in zip(value, part.parts, strict=True):
                if isinstance(item, str):
                    yield item, at


def _kind_fault(key: str, wanted: str, value: Data) -> tuple[Rule, str | None, dict[str, Any]]:
    fields: dict[str, Any] = {"key": key, "wanted": wanted, "found": described(value)}
    if isinstance(value, str):
        text = value.strip()
        if wanted == TRUE_FALSE and text.casefold() in _YES:
            fields |= {"right": _YES[text.casefold()], "found": quoted(value)}
            return rules_keys.YES_NO, None, fields
        if wanted == WHOLE and re.fullmatch(r"[-+]?0[0-9]+", text):
            return rules_keys.LEADING_ZERO, None, {"found": quoted(text), "right": str(int(text))}
        if wanted == WHOLE:
            return rules_keys.WRONG_TYPE, "Write it in digits.", fields
        if key in _EFFECTS:
            return rules_keys.WRONG_TYPE, f"For example: {_EFFECTS[key]}", fields
    if wanted == "a list" and isinstance(value, str | dict):
        return rules_keys.WRONG_TYPE, _as_list(key, value), fields
    if wanted == TEXT and isinstance(value, bool | int | float):
        read = "true or false" if isinstance(value, bool) else "a number"
        written = str(value).lower() if isinstance(value, bool) else str(value)
        return rules_keys.READ_AS, None, {"key": key, "found": quoted(written), "read": read}
    return rules_keys.WRONG_TYPE, None, fields


def _as_list(key: str, value: str | dict[str, Data]) -> str:
    """How what was meant for a list is written as one."""
    first = value if isinstance(value, str) else next(iter(value), "")
    if re.match(r"-[^\s-]", first):
        return "Put a space after each dash that begins an item."
    if re.match(rf"[{DASHES}]\s", first):
        return f"Begin each item with a hyphen and a space; {first[0]} is another sign."
    if isinstance(value, str) and value.casefold() in _NONE:
        return "Where there are none, take the line out."
    if isinstance(value, str) and re.fullmatch(r"[A-Za-z0-9._-]+", value):
        return f"Write {key}: [{value}], or begin each item on a line of its own with '- '."
    return "Begin each item on a line of its own with '- '."


_NONE = frozenset({"none", "nothing", "no", "n/a", "nil"})
TEXT = "text"
_EFFECTS = {"add": "add: {trust: 1}", "set": "set: {told: true}"}
WHOLE = "a whole number"
TRUE_FALSE = "true or false"


def described(value: Data) -> str:
    """A value in an author's words."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"the number {value:g}" if isinstance(value, float) else f"the number {value}"
    if isinstance(value, str):
        return f"the text {quoted(value)}"
    if isinstance(value, dict):
        return "keys and values" if value else "an empty mapping"
    return "a list"


def spelled(name: str) -> str:
    """An id that looks like ``name``."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    text = "".join(sign for sign in plain if not unicodedata.combining(sign))
    text = text.replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "")
    text = re.sub(r"[^a-z0-9]+", "-", text).lstrip("0123456789-")[:40].rstrip("-")
    return f"{text}-case" if text in _NO_NAMES else text or "the-hour"
