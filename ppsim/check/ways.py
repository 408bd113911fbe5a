"""Structure: scenes never reached, traps, dead ends, loops that change nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from ppsim.check.registry import RULES, check
from ppsim.check.subject import Subject, named, way
from ppsim.engine.graph import scene_graph
from ppsim.explore.loops import knots
from ppsim.explore.witness import Witnesses
from ppsim.format.diagnostics import Diagnostic

UNUSED_SCENE = RULES.add(
    "PP704",
    "Scene that nothing leads to",
    "no 'next' names the scene {scene}",
    "Lead to it from somewhere, or take it out.",
    severity="warning",
)
UNREACHED = RULES.add(
    "PP705",
    "Scene never reached",
    "no play comes to the scene {scene}; it is named in {ways}, and that way is never taken{after}",
    "Look at the conditions on the way there.",
    severity="warning",
)
TRAP = RULES.add(
    "PP706",
    "Trap",
    "a play that comes here goes round through {scenes} and can come to no ending any more; "
    "one way into it: {way}",
    "Give the loop a way out, or mark the last scene with 'ending:'.",
)
STUCK = RULES.add(
    "PP707",
    "Nothing on offer",
    "every choice of {scene} can be guarded away, and then nothing is on offer; one way there: "
    "{way}",
    "Mark one choice 'fallback: true', or leave one without 'if'.",
)
IDLE_LOOP = RULES.add(
    "PP708",
    "Loop that changes nothing",
    "a play can go round through {scenes} as often as it likes, and nothing is different "
    "afterwards; one way in: {way}",
    "Change a variable on the way round, guard the way back with 'not seen(...)', or make a hub.",
    severity="warning",
)
NEVER_OFFERED = RULES.add(
    "PP709",
    "Choice never on offer",
    "the choice {choice} is on offer in no play that comes to {scene}",
    "A fallback is only offered where nothing else is: is there such a state?",
    severity="warning",
)


@check(UNUSED_SCENE, UNREACHED)
def reached(subject: Subject) -> Iterator[Diagnostic]:
    """Scenes that no play comes to, whether nothing leads there or the ways are never taken.

    Of scenes that are not reached because the one before them is not, the first is told.
    """
    graph = scene_graph(subject.case)
    before: dict[str, list[str]] = {}
    for scene, targets in graph.items():
        for target in targets:
            if target != scene:
                before.setdefault(target, []).append(scene)
    others = [scene for scene in graph if scene != subject.case.start]
    for scene in others:
        if scene not in before:
            yield subject.finding(UNUSED_SCENE, subject.key("scenes", scene), scene=scene)
    if not subject.walk.complete:
        return
    missed = dict.fromkeys(scene for scene in others if not subject.reached(scene))
    told = {scene for scene in missed if scene not in before}
    for scene in told.copy():
        _follow(graph, scene, missed, told)
    # what a reached scene names comes first; else some scene of a ring must begin it
    for scene in sorted(missed, key=lambda s: missed.keys() >= set(before.get(s, ()))):
        if scene not in told:
            after = _follow(graph, scene, missed, told)
            more = f"; nor, then, to {named(after)}" if after else ""
            ways = named(before[scene])
            at = subject.key("scenes", scene)
            yield subject.finding(UNREACHED, at, scene=scene, ways=ways, after=more)


def _follow(
    graph: Mapping[str, Collection[str]], scene: str, missed: Collection[str], told: set[str]
) -> list[str]:
    """The missed scenes that ``scene`` leads to and that were not told yet; they are now."""
    told.add(scene)
    found: list[str] = []
    queue = [scene]
    while queue:
        for target in graph[queue.pop(0)]:
            if target in missed and target not in told:
                told.add(target)
                found.append(target)
                queue.append(target)
    return found


@check(NEVER_OFFERED)
def offered(subject: Subject) -> Iterator[Diagnostic]:
    """Choices without a condition of their own that still never come up."""
    if not subject.walk.complete:
        return
    seen = {(scene, c.id) for scene, block in subject.blocks() for c in block.offers}
    for name, scene in subject.case.scenes.items():
        if subject.reached(name):
            for index, choice in enumerate(scene.choices):
                if choice.when is None and (name, choice.id) not in seen:
                    at = subject.part("scenes", name, "choices", index, "id")
                    yield subject.finding(NEVER_OFFERED, at, choice=choice.id, scene=name)


@check(TRAP, STUCK)
def ends(subject: Subject) -> Iterator[Diagnostic]:
    """States in which nothing can be done, and rounds that no play gets out of again.

    Of a round the last scene is shown: most often it is there that the way on leads back.
    """
    walk = subject.walk
    kinds = [scene.program.view.kind for scene in walk.graph.scenes]
    if any(not b.moves and kinds[b.scene] != "ending" for b in walk.graph.blocks()):
        for scene, path in walk.witnesses.dead_ends.items():
            at = subject.key("scenes", scene, "choices")
            yield subject.finding(STUCK, at, scene=scene, way=way(path))
    if not walk.complete or not any(group.inward for group in walk.graph.groups):
        return  # where nothing is come to twice, every way ends

    for group in walk.graph.groups:
        for knot in knots(walk.graph, group) if group.loops else ():
            if knot.exits or not knot.turns:
                continue
            scenes = sorted({place.block.scene for place in knot.places})
            names = [walk.graph.scenes[scene].id for scene in scenes]
            path = min((walk.witnesses.to((p.block.scene, p.row)) for p in knot.places), key=len)
            at = subject.key("scenes", names[-1])
            yield subject.finding(TRAP, at, scenes=named(names), way=way(path))


@check(IDLE_LOOP)
def loops(subject: Subject) -> Iterator[Diagnostic]:
    """Ways round on which the state comes back as it was, and the same words are said."""
    if not any(group.loops for group in subject.story.groups) or subject.spoken is None:
        return
    graph = subject.spoken
    said: set[frozenset[int]] = set()
    for group in graph.groups:
        for knot in knots(graph, group) if group.loops else ():
            scenes = frozenset(place.block.scene for place in knot.places)
            if scenes in said or not knot.turns or not knot.exits:
                continue  # without a way out it is a trap, which is said already
            said.add(scenes)
            names = [graph.scenes[scene].id for scene in sorted(scenes)]
            witnesses = Witnesses(graph)
            path = min((witnesses.to((p.block.scene, p.row)) for p in knot.places), key=len)
            at = subject.key("scenes", names[0])
            yield subject.finding(IDLE_LOOP, at, scenes=named(names), way=way(path))
