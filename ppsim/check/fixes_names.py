"""Fixes of names that are one letter off the only one they can be."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from ppsim.check.fixes_text import FileText, Fix, Fixer
from ppsim.check.people import one_apart
from ppsim.format import rules_keys, rules_names, rules_rubric
from ppsim.format.diagnostics import Diagnostic, Span
from ppsim.format.lines import LINE_KEYS
from ppsim.format.rubric_file import KEYS as RUBRIC_KEYS
from ppsim.format.vignette import KEYS as CASE_KEYS

SHORTEST = 5
"""Letters from which a name one letter off is taken for a slip."""
_BARE = re.compile("[\"']?([\\w.-]+)[\"']?")

Known = Callable[[FileText, Diagnostic], Iterable[str]]
"""The names that can stand where a finding is."""


def _slip(known: Known) -> Fixer:
    """A name one letter off the only one it can be."""

    def fix(text: FileText, finding: Diagnostic, span: Span) -> Fix | None:
        raw = text.raw(span)
        bare = _BARE.fullmatch(raw)
        if bare is None:
            return None
        close = [name for name in known(text, finding) if _slipped(bare[1], name)]
        if len(close) != 1 or f"Did you mean {close[0]}?" not in (finding.hint or ""):
            return None
        start = span.column - 1
        return text.change(finding, start + bare.start(1), start + bare.end(1), close[0])

    return fix


def _slipped(written: str, name: str) -> bool:
    """Whether one slip within a longer word makes ``written`` of ``name``.

    Numbers tell names apart, and so do their first and last letters (``room-a``, ``doors``).
    """
    return (
        min(len(written), len(name)) >= SHORTEST
        and (written[0], written[-1]) == (name[0], name[-1])
        and re.sub(r"\D", "", written) == re.sub(r"\D", "", name)
        and one_apart(written, name)
    )


def _keys(text: FileText, finding: Diagnostic) -> Iterable[str]:
    every = (*CASE_KEYS.values(), *RUBRIC_KEYS.values(), LINE_KEYS)
    return {key for keys in every for key in keys}


def _words(text: FileText, finding: Diagnostic) -> Iterable[str]:
    _, _, listed = (finding.hint or "").partition("It can be: ")
    return listed.rstrip(".").split(", ")


def _choices(text: FileText, finding: Diagnostic) -> Iterable[str]:
    ids = set()
    for scene in text.data("scenes").values():
        for choice in scene.get("choices", ()) if isinstance(scene, dict) else ():
            if isinstance(choice, dict) and isinstance(choice.get("id"), str):
                ids.add(choice["id"])
    return ids


def _codes(text: FileText, finding: Diagnostic) -> Iterable[str]:
    return text.judged.rubric.codes if text.judged.rubric else text.data("codes")


def _roles(text: FileText, finding: Diagnostic) -> Iterable[str]:
    return text.judged.rubric.roles if text.judged.rubric else ()


def _of(key: str, *more: str) -> Known:
    return lambda text, finding: (*text.data(key), *more)


FIXERS: dict[str, Fixer] = {
    rules_keys.UNKNOWN_KEY.code: _slip(_keys),
    rules_keys.NOT_IN_LIST.code: _slip(_words),
    rules_names.UNKNOWN_SCENE.code: _slip(_of("scenes")),
    rules_names.UNKNOWN_CHOICE.code: _slip(_choices),
    rules_names.UNKNOWN_SPEAKER.code: _slip(_of("cast", "inner")),
    rules_names.UNKNOWN_VARIABLE.code: _slip(_of("variables")),
    rules_names.UNKNOWN_CODE.code: _slip(_codes),
    rules_names.UNKNOWN_FEATURE.code: _slip(_of("key_features")),
    rules_names.UNKNOWN_PULL.code: _slip(_roles),
    rules_rubric.UNKNOWN_DIMENSION.code: _slip(_of("dimensions")),
    rules_rubric.ROLE_CODE.code: _slip(_of("codes")),
}
"""By code of the finding."""
