"""The order of keys: as docs/format.md lists them, which is the order in which a case is read."""

from __future__ import annotations

from ppsim.format.case import Case, CastMember, DisclosureMoment, KeyFeatureText
from ppsim.format.rubric_text import CodeText, RubricText
from ppsim.format.shapes import Path, thing

SCENE = (
    "ending",
    "phase",
    "time",
    "recap",
    "content_notes",
    "text",
    "notice",
    "ask",
    "hub",
    "disclosure",
    "contested",
    "choices",
    "reasons",
    "next",
)
CHOICE = (
    "id",
    "say",
    "do",
    "think",
    "to",
    "codes",
    "if",
    "fallback",
    "meets",
    "because",
    "client_side",
    "recap",
    "tells",
    "add",
    "set",
    "strain",
    "then",
    "next",
)
TELLS = (
    "decision",
    "type",
    "reference",
    "route",
    "function",
    "whose_need",
    "amount",
    "resolved",
    "truthful",
    "returned",
    "passes",
)
_CASE: dict[str, tuple[str, ...]] = {
    "": tuple(Case.model_fields),
    "cast member": tuple(CastMember.model_fields),
    "variable": ("start", "min", "max", "words", "label"),
    "key feature": tuple(KeyFeatureText.model_fields),
    "pattern": ("id", "therapy", "supervision", "client", "practise", "question"),
    "scene": SCENE,
    "choice": CHOICE,
    "tells": TELLS,
    "hub": ("min", "max", "leave"),
    "disclosure": tuple(DisclosureMoment.model_fields),
    "reasons": ("ask", "confidence", "options"),
    "reason": ("id", "text", "sound"),
    "notice": ("feelings", "pulls"),
    "panel": ("n", "date", "alpha", "interval"),
}
_RUBRIC: dict[str, tuple[str, ...]] = {
    "": tuple(RubricText.model_fields),
    "dimension": ("name", "anchor"),
    "code": tuple(CodeText.model_fields),
    "role": ("phrase", "codes"),
}
_SCRIPT: dict[str, tuple[str, ...]] = {
    "": ("case", "seed", "mode", "play", "notice", "reasons", "ending", "score"),
}
_LINES = ("text", "then", "lines")


def order_of(path: Path, top: frozenset[str]) -> tuple[str, ...]:
    """The order of the keys at ``path`` of a file whose own keys are ``top``; empty for any."""
    if "play" in top:
        return _SCRIPT.get(thing(path), ()) if not path else ()
    if "scenes" not in top:
        return _RUBRIC.get(thing(path), ())
    above = path[-2] if len(path) > 1 else None
    if isinstance(path[-1] if path else None, int) and above in (*_LINES, "next"):
        return ("if",)
    if path and path[-1] in ("add", "set", "feelings", *_LINES):
        return ()
    return _CASE.get(thing(path), ())
