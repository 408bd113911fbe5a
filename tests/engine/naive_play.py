"""The engine written a second time, as plainly as can be: dictionaries, sets, no cache, no bits.

It reads the surface models alone and keeps all of the past. It is what the engine and the walk
are held against.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from ppsim.format import expression as ex
from ppsim.format.case import Branch, Case, Choice, Line, Scene
from ppsim.format.expression_parser import parse
from scoring.rubric import Rubric


@dataclass(frozen=True)
class Past:
    """Where a play stands, with everything that was ever done."""

    scene: str
    values: tuple[tuple[str, Any], ...]
    seen: frozenset[str] = frozenset()
    chose: frozenset[tuple[str, str]] = frozenset()
    counts: tuple[tuple[str, int], ...] = ()

    def value(self, name: str) -> Any:
        return dict(self.values)[name]


def start(case: Case) -> Past:
    return Past(case.start, tuple((name, v.start) for name, v in case.variables.items()))


def holds(expr: ex.Expr, past: Past) -> Any:
    if isinstance(expr, ex.Or):
        return any(holds(part, past) for part in expr.parts)
    if isinstance(expr, ex.And):
        return all(holds(part, past) for part in expr.parts)
    if isinstance(expr, ex.Not):
        return not holds(expr.part, past)
    if isinstance(expr, ex.Compare):
        a, b = holds(expr.left, past), holds(expr.right, past)
        if expr.op == "==":
            return a == b
        if expr.op == "!=":
            return a != b
        return {"<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[expr.op]
    if isinstance(expr, ex.Name):
        return past.value(expr.id)
    if isinstance(expr, ex.Seen):
        return expr.scene in past.seen
    if isinstance(expr, ex.Chose):
        return (expr.scene, expr.choice) in past.chose
    if isinstance(expr, ex.Count):
        return dict(past.counts).get(expr.code, 0)
    return expr.value


def true(texts: tuple[str, ...] | list[str], past: Past) -> bool:
    return all(holds(parse(text), past) for text in texts)


def said(lines: tuple[Line, ...], past: Past) -> list[tuple[str | None, str]]:
    return [(line.speaker, line.words) for line in lines if true(line.conditions, past)]


def text(case: Case, past: Past) -> list[tuple[str | None, str]]:
    return said(case.scenes[past.scene].text, past)


def offers(case: Case, past: Past) -> list[Choice]:
    scene = case.scenes[past.scene]
    left = [c for c in scene.choices if c.when is None or true([c.when], past)]
    if scene.hub is not None:
        taken = [c for c in scene.choices if (past.scene, c.id) in past.chose]
        if scene.hub.max is not None and len(taken) >= scene.hub.max:
            return []
        left = [c for c in left if c not in taken]
    return [c for c in left if not c.fallback] or left


def can_leave(case: Case, past: Past) -> bool:
    scene = case.scenes[past.scene]
    if scene.ending is not None or (scene.choices and scene.hub is None):
        return False
    if scene.hub is None:
        return True
    taken = sum((past.scene, c.id) in past.chose for c in scene.choices)
    return taken >= scene.hub.min or not offers(case, past)


def follow(ways: tuple[Branch, ...], past: Past) -> str:
    return next(way.go for way in ways if way.when is None or true([way.when], past))


def leave(case: Case, past: Past) -> Past:
    past = replace(past, seen=past.seen | {past.scene})
    return replace(past, scene=follow(case.scenes[past.scene].next, past))


def choose(case: Case, past: Past, choice: Choice) -> tuple[list[tuple[str | None, str]], Past]:
    """What the choice sets off, and where the play stands after it."""
    scene = case.scenes[past.scene]
    values = dict(past.values)
    for name, by in choice.add.items():
        variable = case.variables[name]
        assert variable.min is not None
        assert variable.max is not None
        values[name] = min(max(values[name] + by, variable.min), variable.max)
    values.update(choice.set)
    counts = dict(past.counts)
    if past.scene not in past.seen:
        for coded in choice.codes or ():
            counts[coded.code] = counts.get(coded.code, 0) + 1
    after = Past(
        past.scene,
        tuple(values.items()),
        past.seen,
        past.chose | {(past.scene, choice.id)},
        tuple(sorted(counts.items())),
    )
    stays = scene.hub is not None and bool(offers(case, after))
    if not stays:
        after = replace(after, seen=after.seen | {past.scene})
    heard = said(choice.then, after)
    if stays:
        return heard, after
    return heard, replace(after, scene=follow(choice.next or scene.next, after))


# ---- scoring, as far as the walk needs it


def _weigh(rubric: Rubric, choice: Choice, dimension: str | None = None) -> float:
    sums: dict[str, float] = {}
    for coded in choice.codes or ():
        code = rubric.codes[coded.code]
        sums[code.dimension] = sums.get(code.dimension, 0) + code.weight * coded.intensity
    clipped = {d: min(2.0, max(-2.0, x)) for d, x in sums.items()}
    if dimension is not None:
        return clipped.get(dimension, 0.0)
    return min(2.0, max(-2.0, sum(clipped.values())))


def weights(case: Case, rubric: Rubric, past: Past) -> dict[str, float] | None:
    """w of each option on offer where a decision is met; ``None`` where picking does not score."""
    scene: Scene = case.scenes[past.scene]
    on_offer = offers(case, past)
    if scene.hub is not None or past.scene in past.seen:
        return None
    w = {c.id: _weigh(rubric, c) for c in on_offer}
    divided = [c.id for c in on_offer if c.id in scene.contested]
    if len(divided) > 1:
        best = max(w.values())
        w |= dict.fromkeys(divided, best)
    real = [w[c.id] for c in on_offer if not c.fallback]
    return w if len(real) > 1 and len(set(real)) > 1 else None


def weights_in(case: Case, rubric: Rubric, past: Past, dimension: str) -> dict[str, float] | None:
    if weights(case, rubric, past) is None:
        return None
    return {c.id: _weigh(rubric, c, dimension) for c in offers(case, past)}
