"""What a case's own shape makes of a group figure: which ways are common to all, which fork.

The policy on privacy needs it. Everybody who reaches an ending has met the spine; how many came to
any other place tells something of what was chosen on the way there (docs/scoring.md section 12).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ppsim.cohort.rows import RowMaker
from ppsim.engine.story import Story
from ppsim.explore.routes import spine
from ppsim.explore.states import Block, StateGraph
from scoring.cohort.rows import Faced
from scoring.echo import BREAKING, CARRYING
from scoring.record import Pick

ENDING = "(ending)"
"""The name of the table of endings; no authored id can hold a bracket."""


def echo_name(pattern: str) -> str:
    """The name of a pattern's table of echoes."""
    return f"(echo) {pattern}"


@dataclass(frozen=True, slots=True)
class Structure:
    """The shape of a case, as far as group figures need it."""

    order: tuple[str, ...]
    """Scenes in the order of the file."""
    decisions: tuple[Faced, ...]
    """Each decision of the case with all its options, guarded ones too, in the order of the file;
    it says the same whoever met what."""
    endings: tuple[str, ...]
    patterns: tuple[str, ...]
    spine: frozenset[str]
    """Decisions that every way to an ending meets, always with the same options."""
    upstream: Mapping[str, frozenset[str]]
    """Table -> decisions on whose choices its counts can depend; none for the spine."""
    leads: Mapping[tuple[str, str], tuple[str, ...]]
    """(scene, option) -> the scenes it can lead to, passages and hubs skipped over or not."""

    def depends_on(self, table: str) -> frozenset[str] | None:
        """Decisions a table's counts can depend on; ``None`` where that is not known."""
        return self.upstream.get(table)


def structure_of(maker: RowMaker) -> Structure:
    """Read the shape off a walk; of a bounded one nothing is taken to be common to all."""
    story, walked = maker.story, maker.walk
    order = tuple(story.case.scenes)
    graph = walked.graph
    frames = _decisions(maker), _endings(story), tuple(p.id for p in story.case.patterns)
    if not walked.complete:
        return Structure(order, *frames, frozenset(), {}, {})
    same = frozenset(s.scene for s in spine(graph, walked.facts) if s.same_options)
    forks = {
        scene.id
        for scene in graph.scenes
        if any(block.offers and _forks(block) for block in scene.blocks)
    }
    reaches = _reaches(graph)
    decisions = [name for name in order if story.case.scenes[name].choices]
    upstream = {
        name: frozenset()
        if name in same
        else frozenset(u for u in forks if u != name and name in reaches[u])
        for name in decisions
    }
    # where an ending depends on a choice, on that one; fallbacks and hubs are no tables of choices
    upstream[ENDING] = frozenset(forks)
    for pattern in story.case.patterns:
        codes = {*pattern.therapy, *pattern.supervision, *BREAKING, *CARRYING}
        carrying = {
            name
            for name in decisions
            if any(
                coded.code in codes
                for choice in story.case.scenes[name].choices
                for coded in choice.codes or ()
            )
        }
        before = {u for name in carrying for u in upstream[name]}
        upstream[echo_name(pattern.id)] = frozenset(carrying | before)
    return Structure(order, *frames, same, upstream, _leads(graph))


def _decisions(maker: RowMaker) -> tuple[Faced, ...]:
    found = []
    for name, program in maker.story.programs.items():
        view, real = program.view, tuple(c.option for c in program.choices if not c.option.fallback)
        if view.kind == "decision" and view.phase is not None and len(real) >= 2:
            options = tuple(choice.option for choice in program.choices)
            offered = options if len(options) == len(real) else real
            found.append(
                maker.face(
                    Pick(
                        scene=name,
                        phase=view.phase,
                        offered=offered,
                        chosen=offered[0].id,
                        contested=view.contested,
                        moment=view.moment,
                    )
                )
            )
    return tuple(found)


def _endings(story: Story) -> tuple[str, ...]:
    return tuple(name for name, scene in story.case.scenes.items() if scene.ending is not None)


def _forks(block: Block) -> bool:
    """Whether two options, taken in one state, lead to different futures."""
    ways = [
        [(target, row) for row in column]
        for target, column in zip(block.targets, block.children, strict=True)
    ]
    return any(way != ways[0] for way in ways[1:])


def _reaches(graph: StateGraph) -> dict[str, frozenset[str]]:
    """Scene -> scenes that can come after it."""
    after: dict[int, set[int]] = {n: set() for n in range(len(graph.scenes))}
    for block in graph.blocks():
        after[block.scene] |= set(block.targets)
    found = {}
    for n, scene in enumerate(graph.scenes):
        seen: set[int] = set()
        line = list(after[n])
        while line:
            at = line.pop()
            if at not in seen:
                seen.add(at)
                line += after[at]
        found[scene.id] = frozenset(graph.scenes[i].id for i in seen)
    return found


def _leads(graph: StateGraph) -> dict[tuple[str, str], tuple[str, ...]]:
    """(scene, option) -> the next decisions or endings, in the order of the file."""
    stops = {
        n
        for n, scene in enumerate(graph.scenes)
        if scene.program.view.kind in ("decision", "ending")
    }
    passing = {n: set[int]() for n in range(len(graph.scenes))}
    for block in graph.blocks():
        if block.scene not in stops:
            passing[block.scene] |= set(block.targets)
    found: dict[tuple[str, str], set[int]] = {}
    for block in graph.blocks():
        if block.scene not in stops or not block.first_visit:
            continue
        for choice, target in zip(block.offers, block.targets, strict=False):
            to = found.setdefault((graph.scenes[block.scene].id, choice.id), set())
            line, seen = [target], set[int]()
            while line:
                at = line.pop()
                if at in stops:
                    to.add(at)
                elif at not in seen:
                    seen.add(at)
                    line += passing[at]
    return {key: tuple(graph.scenes[n].id for n in sorted(to)) for key, to in found.items()}
