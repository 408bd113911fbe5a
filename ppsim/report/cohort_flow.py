"""Ways through a case, for a picture whose widths are counts and for the table behind it."""

from __future__ import annotations

from collections.abc import Iterable

from ppsim.cohort.shown import Shown
from ppsim.cohort.structure import Structure
from ppsim.report.cohort_decisions import Decisions
from ppsim.report.cohort_model import Edge, Flow, Place
from scoring.cohort.missing import COUNTED


def flow(shown: Shown, words: Decisions, structure: Structure) -> Flow:
    """The ways that a view may see."""
    exact = shown.exact
    if exact is not None:
        edges = tuple(
            Edge(e.scene, words.letter(e.scene, e.option), (e.to,), e.count) for e in exact.edges
        )
    else:
        edges = tuple(
            Edge(e.scene, words.letters(e.scene, e.options), e.to, e.count) for e in shown.edges
        )
    place = {scene: n for n, scene in enumerate(structure.order)}
    edges = tuple(sorted(edges, key=lambda e: (place.get(e.scene, -1), e.letters, e.to)))
    scenes = {scene for e in edges for scene in (e.scene, *e.to)}
    leads = {(scene, to) for (scene, _), after in structure.leads.items() for to in after}
    rank = _ranks(scenes, leads | {(e.scene, to) for e in edges for to in e.to})
    order = sorted(scenes, key=lambda s: (rank[s], place.get(s, -1)))
    routes = exact.routes if exact is not None else None
    return Flow(
        places=tuple(Place(s, words.title(s), rank[s], s in structure.endings) for s in order),
        edges=edges,
        missing=COUNTED,
        shared=tuple(
            (
                tuple(f"{words.number[s]}{words.letter(s, o)}" for s, o in route.choices),
                route.count,
            )
            for route in routes.shared
        )
        if routes is not None
        else (),
        lone=routes.lone if routes is not None else None,
    )


def _ranks(scenes: Iterable[str], ways: Iterable[tuple[str, str]]) -> dict[str, int]:
    """How many decisions can come before each scene; where ways go round, as far as they reach.

    By all ways that the case has, and not by those alone that are shown: what stands further on in
    the case stands further down, also where a view leaves out what lies between.
    """
    pairs = sorted({(scene, to) for scene, to in ways if scene != to})
    rank = dict.fromkeys([*scenes, *(scene for pair in pairs for scene in pair)], 0)
    for _ in rank:
        moved = False
        for scene, to in pairs:
            if rank[to] <= rank[scene] < len(rank):
                rank[to] = rank[scene] + 1
                moved = True
        if not moved:
            break
    return rank
