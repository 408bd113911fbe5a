"""What is said about a file: rules with stable codes, and findings at a place, ready to print.

A *rule* is what can be wrong, said once: code, title, severity, a message with holes, and what
to do about it. A *diagnostic* is one case of it at one place. Any floor may keep its own
``Registry`` of rules; the codes of the format itself are in ``ppsim.format.rules``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning", "note"]

_SHOWN = 72
"""Characters of an author's text repeated in a message."""
_UNKNOWN_LOOKED_AT = 50
"""Unknown names of one place that are compared with the known ones."""
_LINE_SHOWN = 73
"""Characters of a source line shown under a message: what 80 columns hold beside its number."""
_CUT = "..."

_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
    "|[\ud800-\udfff]"
)
"""Characters that change a terminal or hide from a reader: controls, bidi marks, zero widths."""


def visible(text: str) -> str:
    """``text`` with control, bidirectional and zero-width characters as ``<U+001B>``, ``<TAB>``."""
    text = text.replace("\t", "<TAB>")
    return _UNSEEN.sub(lambda m: f"<U+{ord(m[0]):04X}>", text)


def quoted(value: object) -> str:
    """An author's text within a message: in quotes, shortened, nothing hidden in it."""
    text = (value if isinstance(value, str) else str(value)).replace("\n", " ")
    if len(text) > _SHOWN:
        text = text[: _SHOWN - 3] + "..."
    return f'"{visible(text)}"'


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name most like ``name``, or ``None`` where nothing is near enough."""
    import difflib

    folded = {k.casefold(): k for k in known}
    close = difflib.get_close_matches(name.casefold()[:80], folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else None


def meant(given: Iterable[str], known: Sequence[str]) -> frozenset[str]:
    """The known names that the unknown ones among ``given`` probably stand for."""
    unknown = [name for name in given if name not in known][:_UNKNOWN_LOOKED_AT]
    return frozenset(close for name in unknown if (close := nearest(name, known)))


def suggest(name: str, known: Iterable[str], what: str = "Known here") -> str | None:
    """A hint for an unknown name: the nearest known one, or all where they are few."""
    names = list(known)
    close = nearest(name, names)
    if close is not None:
        return f"Did you mean {close}?"
    if 0 < len(names) <= 12:
        return f"{what}: {', '.join(names)}."
    return None


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a file, 1-based; ``end_column`` is the column after its last character."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Rule:
    """Something that can be wrong, under a code that never changes its meaning."""

    code: str
    title: str
    severity: Severity
    message: str
    """A template for ``str.format``."""
    do: str | None = None
    """What to do about it; a template as well. A finding may bring a hint of its own."""


@dataclass(frozen=True, slots=True)
class Registry:
    """The rules of one floor, by code."""

    rules: dict[str, Rule] = field(default_factory=dict)

    @classmethod
    def of(cls, *registries: Registry) -> Registry:
        """The rules of several, together.

        Raises:
            ValueError: a code is declared by two of them.
        """
        every = cls()
        for rule in (rule for registry in registries for rule in registry):
            every._declare(rule)
        return every

    def add(
        self,
        code: str,
        title: str,
        message: str,
        do: str | None = None,
        severity: Severity = "error",
    ) -> Rule:
        """Declare a rule.

        Raises:
            ValueError: the code is taken.
        """
        rule = Rule(code, title, severity, message, do)
        self._declare(rule)
        return rule

    def _declare(self, rule: Rule) -> None:
        if rule.code in self.rules:
            raise ValueError(f"{rule.code} is declared twice")
        self.rules[rule.code] = rule

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules.values())


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: which rule, where, in what words, and what to do about it."""

    code: str
    severity: Severity
    message: str
    hint: str | None
    file: str
    span: Span | None
    excerpt: str | None
    """The source line of ``span.line``, without its line break."""


def render(diagnostic: Diagnostic) -> str:
    """The finding as text: ``file:line:col: error PP001: message``, the line, a caret, a hint.

    Control characters of the author's line are shown as ``<U+001B>``; the caret accounts for it.
    """
    span = diagnostic.span
    where = visible(diagnostic.file)
    if span is not None:
        where += f":{span.line}:{span.column}"
    lines = [f"{where}: {diagnostic.severity} {diagnostic.code}: {diagnostic.message}"]
    if span is not None and diagnostic.excerpt is not None:
        lines += _underlined(diagnostic.excerpt, span)
    if diagnostic.hint:
        lines.append(f"      = {diagnostic.hint}")
    return "\n".join(lines)


def _underlined(line: str, span: Span) -> list[str]:
    start = min(span.column - 1, len(line))
    end = len(line) if span.end_line > span.line else min(span.end_column - 1, len(line))
    first, last = 0, len(line)
    if len(line) > _LINE_SHOWN:
        room = _LINE_SHOWN - 2 * len(_CUT)
        if min(end, start + room // 2) > room + len(_CUT):
            first = min(start - room // 4, len(line) - room)
        last = min(len(line), first + room + (0 if first else len(_CUT)))
    lead, tail = _CUT if first else "", _CUT if last < len(line) else ""
    end = max(start, min(end, last))
    before = lead + visible(line[first:start])
    under = visible(line[start:end])
    number = str(span.line)
    gutter = " " * len(number)
    shown = f"{before}{under}{visible(line[end:last])}{tail}"
    return [
        f"{number:>4} | {shown}".rstrip(),
        f"{gutter:>4} | {' ' * len(before)}{'^' * max(1, len(under))}",
    ]


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sorted by place, each said once."""

    def place(d: Diagnostic) -> tuple[int, int, str]:
        return (d.span.line, d.span.column, d.code) if d.span else (0, 0, d.code)

    return tuple(sorted(dict.fromkeys(diagnostics), key=place))
