"""Every name a case mentions, against the names that are declared; and every condition."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from ppsim.format import rules_coding, rules_conditions, rules_head, rules_names, rules_scenes
from ppsim.format.case import INNER, CastRole
from ppsim.format.diagnostics import Span, quoted, suggest
from ppsim.format.expression_parser import ExpressionError, parse
from ppsim.format.expression_types import Declared, check
from ppsim.format.reading import Effect, Mention, Names, Reading, described
from ppsim.format.source import Marked
from scoring.rubric import Rubric

_ROLES: dict[str | None, tuple[str, ...]] = {
    "supervision": ("supervisor", "consultant"),
    "own_therapy": ("own_therapist",),
}
_ANY_CLIENT = ("client",)
_ALL_ROLES: frozenset[str | None] = frozenset(get_args(CastRole))


_SEVERAL = 4
"""Unknown codes, and no known one, that tell of another rubric rather than of slips."""
_NOT_LINES = (
    *("next", "go", "add", "set", "codes", "because", "client_side", "recap", "meets", "strain"),
    *("fallback", "tells", "ask", "choices", "ending", "notice", "reasons", "contested", "hub"),
)
"""Keys of scenes and choices that slip in among their lines."""


def check_references(reading: Reading, rubric: Rubric | None) -> None:
    """One finding for each name nobody declared, at the place it stands."""
    names = reading.names
    _scenes(reading, names.go)
    _choices(reading)
    if "cast" not in names.unknown:
        _cast(reading)
    _features(reading)
    _effects(reading)
    _conditions(reading, rubric)
    if rubric is not None and _is_another(reading, rubric):
        _say_another(reading, rubric)
    elif rubric is not None:
        _codes(reading, rubric)
        for pull in names.pulls:
            if pull.name not in rubric.roles:
                hint = suggest(pull.name, rubric.roles, "Its pulls")
                reading.add(
                    rules_names.UNKNOWN_PULL,
                    pull.at,
                    hint,
                    rubric=rubric.id,
                    name=quoted(pull.name),
                )


def _scenes(reading: Reading, mentions: Iterable[Mention]) -> None:
    known = reading.names.scenes
    if not known:
        return  # said already
    for mention in mentions:
        if mention.name not in known:
            hint = suggest(mention.name, known)
            reading.add(rules_names.UNKNOWN_SCENE, mention.at, hint, name=quoted(mention.name))


def _choices(reading: Reading) -> None:
    for mention in reading.names.choices:
        known = reading.names.scenes.get(mention.scene)
        if known is not None and mention.name not in known:
            hint = suggest(mention.name, known, "Its choices")
            reading.add(
                rules_names.UNKNOWN_CHOICE,
                mention.at,
                hint,
                scene=mention.scene,
                name=quoted(mention.name),
            )


def _cast(reading: Reading) -> None:
    names = reading.names
    voices = (*names.cast, INNER)
    for mention in names.strangers:
        name = mention.name
        hint = suggest(name, voices, "The cast")
        if (" " in name or name[:1].isupper()) and not (hint or "").startswith("Did"):
            reading.add(rules_scenes.PROSE_COLON, mention.at, speaker=quoted(name))
            continue
        if " " in name:
            hint = f"{hint} If it is narration with a colon in it, put the line in double quotes."
        elif name in _NOT_LINES:
            hint = f"'{name}' is no line: write it under them, in the column of 'text' or 'then'."
        reading.add(rules_names.UNKNOWN_SPEAKER, mention.at, hint, name=quoted(name))
    for mention in names.addressees:
        if mention.name not in names.cast:
            hint = suggest(mention.name, names.cast, "The cast")
            reading.add(rules_names.UNKNOWN_SPEAKER, mention.at, hint, name=quoted(mention.name))
    roles = {role for cast_id, role in names.cast.items() if cast_id != names.player}
    if not roles <= _ALL_ROLES:
        return  # one of them cannot be read
    for choice, phase, at in names.unaddressed:
        if phase is None:
            continue
        wanted = _ROLES.get(phase, _ANY_CLIENT)
        if roles.isdisjoint(wanted):
            role = " or ".join(r.replace("_", " ") for r in wanted)
            reading.add(rules_names.NO_ADDRESSEE, at, choice=quoted(choice), role=role)


def _features(reading: Reading) -> None:
    if "key_features" in reading.names.unknown:
        return
    known = reading.names.features
    for mention in reading.names.meets:
        if mention.name not in known:
            hint = suggest(mention.name, known, "Declared")
            reading.add(rules_names.UNKNOWN_FEATURE, mention.at, hint, name=quoted(mention.name))


def _is_another(reading: Reading, rubric: Rubric) -> bool:
    """Whether the case was coded by another rubric: it uses several codes, and none of this one."""
    used = {mention.name for mention in reading.names.codes}
    return len(used) >= _SEVERAL and used.isdisjoint(rubric.codes)


def _say_another(reading: Reading, rubric: Rubric) -> None:
    used = {mention.name for mention in reading.names.codes}
    first = min(reading.names.codes, key=lambda mention: mention.at.start_mark.line)
    hint = (
        f"Nor any other of the {len(used)} codes in this case. Which rubric is 'rubric:' to name?"
    )
    name = quoted(first.name)
    reading.add(rules_names.UNKNOWN_CODE, first.at, hint, rubric=rubric.id, name=name)


def _codes(reading: Reading, rubric: Rubric) -> None:
    for mention in reading.names.codes:
        code = rubric.codes.get(mention.name)
        if code is None:
            hint = suggest(mention.name, rubric.codes)
            reading.add(
                rules_names.UNKNOWN_CODE,
                mention.at,
                hint,
                rubric=rubric.id,
                name=quoted(mention.name),
            )
            continue
        phases = rubric.phases.get(code.dimension)
        if mention.phase is not None and phases is not None and mention.phase not in phases:
            said = " and ".join(sorted(phases, reverse=True))
            reading.add(
                rules_coding.CODE_PHASE,
                mention.at,
                code=code.id,
                phases=said,
                phase=quoted(mention.phase),
            )
    for _, mentions in reading.names.coded:
        first: dict[str, str] = {}
        for mention in mentions:
            code = rubric.codes.get(mention.name)
            if code is None:
                continue
            if code.dimension in first:
                reading.add(
                    rules_coding.SAME_DIMENSION,
                    mention.at,
                    first=first[code.dimension],
                    second=code.id,
                    dimension=code.dimension,
                )
            first.setdefault(code.dimension, code.id)


def _effects(reading: Reading) -> None:
    known = reading.names.variables
    for effect in reading.names.effects:
        if effect.variable not in known:
            if "variables" in reading.names.unknown:
                continue
            hint = suggest(effect.variable, known, "Declared")
            reading.add(
                rules_names.UNKNOWN_VARIABLE, effect.key_at, hint, name=quoted(effect.variable)
            )
            continue
        _effect(reading, effect)


def _effect(reading: Reading, effect: Effect) -> None:
    bounds = reading.names.variables[effect.variable]
    kind, value, name = bounds.declared.kind, effect.value, effect.variable
    whole = isinstance(value, int) and not isinstance(value, bool)
    problem: str | None = None
    hint: str | None = None
    if kind is None:
        return
    if effect.adds and kind != "number":
        problem, hint = f"{name} is a {kind}; only numbers can be added to", "Use 'set'."
    elif kind == "flag" and not isinstance(value, bool):
        reading.wrong(name, "true or false", value, effect.at)
    elif kind == "number" and not whole:
        reading.wrong(name, "a whole number", value, effect.at)
    elif kind == "word" and value not in bounds.declared.words:
        problem = f"{name} is never {described(value).removeprefix('the text ')}"
        hint = suggest(str(value), bounds.declared.words, "Its words")
    elif kind == "number" and not effect.adds and bounds.low is not None:
        assert bounds.high is not None
        if not bounds.low <= value <= bounds.high:
            problem = f"{name} goes from {bounds.low} to {bounds.high}, and is set to {value}"
    if problem:
        reading.add(rules_head.EFFECT_TYPE, effect.at, hint, problem=problem)


def _conditions(reading: Reading, rubric: Rubric | None) -> None:
    declared = _declared(reading.names, rubric)
    sound: set[str] = set()
    for mention in reading.names.conditions:
        text = mention.name
        if text in sound:
            continue
        try:
            expr = parse(text)
        except ExpressionError as error:
            span = _within(reading, mention, error.at, error.length)
            reading.findings.add(rules_conditions.EXPRESSION, span, problem=error.problem)
            continue
        faults = check(expr, declared)
        if "variables" in reading.names.unknown:
            faults = tuple(f for f in faults if f.rule is not rules_names.UNKNOWN_VARIABLE)
        if not faults:
            sound.add(text)
        for fault in faults:
            span = _within(reading, mention, fault.at, fault.length)
            reading.findings.add(fault.rule, span, fault.hint, **fault.fields)


def _declared(names: Names, rubric: Rubric | None) -> Declared:
    return Declared(
        variables={name: bounds.declared for name, bounds in names.variables.items()},
        scenes=names.scenes,
        codes=None if rubric is None else rubric.codes,
        rubric="" if rubric is None else rubric.id,
    )


def _within(reading: Reading, mention: Mention, at: int, length: int) -> Span | Marked:
    """The place of ``length`` characters at ``at`` in a condition, as far as it can be told."""
    span = reading.findings.source.span_of(mention.at)
    line = reading.findings.source.line(span.line)
    text = mention.name
    for lead in (0, 1):  # plain, or behind a quotation mark
        start = span.column - 1 + lead
        if line[start : start + len(text)] == text:
            column = start + at + 1
            return Span(span.line, column, span.line, column + max(1, length))
    return mention.at
