"""Structure: conditions that can never hold, or always hold, proved over the reachable states."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ppsim.check.lines import Written, lines_at
from ppsim.check.names import names_in
from ppsim.check.registry import RULES, check
from ppsim.check.subject import Subject
from ppsim.engine.conditions import Condition
from ppsim.engine.moves import LEAVE
from ppsim.engine.values import State
from ppsim.explore.states import SceneStates
from ppsim.format.case import Branch
from ppsim.format.diagnostics import Diagnostic
from ppsim.format.expression_parser import parse
from ppsim.format.places import Part

NEVER = RULES.add(
    "PP711",
    "Condition that never holds",
    "this condition never holds: in no play that comes here {what}",
    "Change it, or take it out with what it guards.",
    severity="warning",
)
ALWAYS = RULES.add(
    "PP712",
    "Condition that always holds",
    "this condition always holds: in every play that comes here {what}",
    "Take the 'if' out, or change it; as it stands it decides nothing.",
    severity="warning",
)
DEAD_BRANCH = RULES.add(
    "PP713",
    "Way on that is never taken",
    "no play goes this way: one of the branches above it holds each time",
    "Change the branches above it, or take it out.",
    severity="warning",
)


class _Guard(NamedTuple):
    """A condition at its place, the states it is judged in, and what it guards, in words."""

    text: str
    at: Part
    bits: frozenset[int]
    """States, as far as the condition reads them."""
    condition: Condition
    what: tuple[str, str]
    """That it holds never, and always, in words."""
    scene: str


@check(NEVER, ALWAYS, DEAD_BRANCH)
def guards(subject: Subject) -> Iterator[Diagnostic]:
    """Conditions on options, lines and ways on. A scene that no play reaches is said elsewhere."""
    spoken = subject.spoken
    graph = spoken or subject.states  # what is told apart by words is so by all else as well
    if not graph.complete:
        return
    for scene in graph.scenes:
        if scene.index:
            yield from _options(subject, scene)
            yield from _ways_on(subject, scene)
            if spoken is not None:
                yield from _heard(subject, scene)


def _heard(subject: Subject, scene: SceneStates) -> Iterator[Diagnostic]:
    """Conditions on the lines of a scene and on what its choices set off."""
    source = subject.case.scenes[scene.id]
    if any(line.conditions for line in source.text):
        lines = lines_at(subject.document, "scenes", scene.id, "text")
        yield from _lines(subject, scene.id, lines, scene.index)
    for index, choice in enumerate(source.choices):
        if any(line.conditions for line in choice.then):
            lines = lines_at(subject.document, "scenes", scene.id, "choices", index, "then")
            yield from _lines(subject, scene.id, lines, _arrivals(scene, choice.id)[0])


def _options(subject: Subject, scene: SceneStates) -> Iterator[Diagnostic]:
    for index, choice in enumerate(subject.case.scenes[scene.id].choices):
        if choice.when is None:
            continue
        condition = subject.story.condition(choice.when)
        at = subject.part("scenes", scene.id, "choices", index, "if")
        bits = _projected(scene.index, condition)
        what = (f"can {choice.id} be chosen", f"{choice.id} is on offer")
        yield from _judge(subject, _Guard(choice.when, at, bits, condition, what, scene.id))


def _lines(
    subject: Subject, scene: str, lines: Iterable[Written], bits: Iterable[int]
) -> Iterator[Diagnostic]:
    written = list(lines)
    everything = subject.story.condition(*(text for line in written for text, _ in line.conditions))
    projected_once = _projected(bits, everything)
    done: set[int] = set()
    for line in written:
        here: Iterable[int] = projected_once
        for text, at in line.conditions:
            condition = subject.story.condition(text)
            if id(at) not in done:
                done.add(id(at))
                projected = _projected(here, condition)
                what = ("is the line heard", "the line is heard")
                yield from _judge(subject, _Guard(text, at, projected, condition, what, scene))
            here = [b for b in here if condition.holds(b)]


def _ways_on(subject: Subject, scene: SceneStates) -> Iterator[Diagnostic]:
    """Conditions on where it goes on to, judged after the move."""
    source = subject.case.scenes[scene.id]
    shared: set[int] = set()
    path: tuple[str | int, ...]
    for index, choice in enumerate(source.choices):
        if len(choice.next) > 1:
            path = ("scenes", scene.id, "choices", index, "next")
            after = _arrivals(scene, choice.id)[1]
            yield from _branches(subject, scene.id, choice.next, path, after)
        elif not choice.next and len(source.next) > 1:
            shared |= _arrivals(scene, choice.id)[1]
    if len(source.next) > 1:
        if not source.choices or source.hub is not None:
            shared |= _arrivals(scene, LEAVE)[1]
        path = ("scenes", scene.id, "next")
        yield from _branches(subject, scene.id, source.next, path, shared)


def _arrivals(scene: SceneStates, move_id: str) -> tuple[set[int], set[int]]:
    """The bits after a move in every state that allows it; and only where it leaves a hub."""
    known = list(scene.index)
    hub = scene.program.view.kind == "hub"
    found: set[int] = set()
    leaving: set[int] = set()
    for block in scene.blocks:
        for move, target in zip(block.moves, block.targets, strict=True):
            if move.id == move_id:
                arrive, mask = move.arrive, move.mask
                after = {b + arrive[b & mask].shift for b in (known[row] for row in block.rows)}
                found |= after
                if not hub or target != block.scene or move.id == LEAVE:
                    leaving |= after
    return found, leaving


def _branches(
    subject: Subject,
    scene: str,
    branches: Sequence[Branch],
    path: tuple[str | int, ...],
    bits: Iterable[int],
) -> Iterator[Diagnostic]:
    here = list(bits)
    if not here:
        return
    for index, branch in enumerate(branches):
        if not here:
            at = subject.part(*path, index)
            yield subject.finding(DEAD_BRANCH, at)
        elif branch.when is not None:
            condition = subject.story.condition(branch.when)
            at = subject.part(*path, index, "if")
            projected = _projected(here, condition)
            what = ("does it go this way", "it goes this way")
            yield from _judge(subject, _Guard(branch.when, at, projected, condition, what, scene))
            here = [b for b in here if not condition.holds(b)]


def _projected(bits: Iterable[int], condition: Condition) -> frozenset[int]:
    mask = condition.mask
    return frozenset({b & mask for b in bits})


def _judge(subject: Subject, guard: _Guard) -> Iterator[Diagnostic]:
    if not guard.bits:
        return
    verdicts = {bool(guard.condition.holds(b)) for b in guard.bits}
    if len(verdicts) == 2:
        return
    rule = ALWAYS if True in verdicts else NEVER
    hint = f"{rule.do} {_values(subject, guard)}".rstrip()
    yield subject.finding(rule, guard.at, hint, what=guard.what[True in verdicts])


def _values(subject: Subject, guard: _Guard) -> str:
    """Which values the variables of a condition have there."""
    said = []
    values = [subject.story.values(State(guard.scene, bits)) for bits in guard.bits]
    for name in sorted(names_in(parse(guard.text))):
        found = sorted({value[name] for value in values}, key=str)
        shown = [str(v).lower() if isinstance(v, bool) else str(v) for v in found]
        said.append(f"{name} is {' or '.join(shown)}")
    return f"There {', '.join(said)}." if said else ""
