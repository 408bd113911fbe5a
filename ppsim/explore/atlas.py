"""A case as a map: its scenes, the ways between them, and how likely each is.

Pure, and without words or measures: what draws it decides how it looks. Findings are not known on
this floor; who draws a map with findings is handed them by scene.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ppsim.engine.graph import scene_graph
from ppsim.engine.moves import LEAVE
from ppsim.engine.values import SceneKind
from ppsim.explore.atlas_order import Place, places
from ppsim.explore.random_play import RandomPlay
from ppsim.explore.routes import spine
from ppsim.explore.walk import Walk
from ppsim.format.case import Case, EndingKind, Scene
from scoring.record import Phase


@dataclass(frozen=True, slots=True)
class Node:
    """A scene on the map."""

    scene: str
    words: str
    """The first words the scene says (else what it asks, else its time), as written: author text,
    to be made safe by whoever shows it."""
    kind: SceneKind
    ending: EndingKind | None
    phase: Phase | None
    time: str | None
    reached: bool
    """Whether the walk came here; where not, it is proved out of reach if the walk is complete."""
    chance: float | None
    """How likely a play that picks at random passes here, 0 to 1; exact. ``None`` where the walk
    was bounded."""
    spine: bool
    """Whether it is a decision that every play meets; never where the walk was bounded."""
    trap: bool
    """Whether some play comes here when no ending can be reached any more (same)."""
    features: tuple[str, ...]
    """Key features that some option on offer here meets, in the order of the case."""
    depth: int
    """How many branches it stands inside of, from 0: what every play passes has 0."""


@dataclass(frozen=True, slots=True)
class Edge:
    """All ways from one scene to another."""

    source: str
    target: str
    choices: tuple[str, ...]
    """Ids of the choices that can lead there, in the author's order."""
    leaves: bool
    """Whether going on from a passage, or leaving a hub, leads there too."""
    guarded: bool
    """Whether every one of these ways hangs on a condition."""
    reached: bool
    """Whether the walk found it taken; where not, it never is if the walk is complete."""
    chance: float | None
    """How likely a play that picks at random takes it at all, 0 to 1; exact. ``None`` where the
    walk was bounded."""
    back: bool
    """Whether it leads back up the map, or to its own scene."""


@dataclass(frozen=True)
class Atlas:
    """The map of a case."""

    case: str
    title: str
    version: str
    hash: str
    complete: bool
    """Whether all states were walked. If not, nothing is proved out of reach, and there are no
    chances, no spine and no traps."""
    budget: int
    states: int
    features: dict[str, str]
    """Key features of the case, id to text."""
    nodes: tuple[Node, ...]
    """Start first, and but for ways back each before those it leads to; the scenes of a branch
    follow what it branches from, and what the branches come together in follows them."""
    edges: tuple[Edge, ...]
    """By source in the order of ``nodes``, then as the author wrote them."""

    @cached_property
    def by_scene(self) -> dict[str, Node]:
        """Scene id -> node."""
        return {node.scene: node for node in self.nodes}

    @cached_property
    def out(self) -> dict[str, tuple[Edge, ...]]:
        """Scene id -> the ways out of it."""
        return {node.scene: tuple(self._sorted[0].get(node.scene, ())) for node in self.nodes}

    @cached_property
    def into(self) -> dict[str, tuple[Edge, ...]]:
        """Scene id -> the ways into it."""
        return {node.scene: tuple(self._sorted[1].get(node.scene, ())) for node in self.nodes}

    @cached_property
    def _sorted(self) -> tuple[dict[str, list[Edge]], dict[str, list[Edge]]]:
        out: dict[str, list[Edge]] = {}
        into: dict[str, list[Edge]] = {}
        for edge in self.edges:
            out.setdefault(edge.source, []).append(edge)
            into.setdefault(edge.target, []).append(edge)
        return out, into


def draw(walk: Walk) -> Atlas:
    """The map of the case that was walked."""
    story = walk.story
    case = story.case
    order = places(scene_graph(case), case.start)
    play = RandomPlay(walk.graph) if walk.complete else None
    nodes = tuple(_nodes(walk, order, play))
    return Atlas(
        case=case.id,
        title=case.title,
        version=case.version,
        hash=story.case_hash,
        complete=walk.complete,
        budget=walk.budget,
        states=walk.states,
        features={name: feature.text for name, feature in case.key_features.items()},
        nodes=nodes,
        edges=tuple(_edges(walk, order, play, {node.scene: node.chance for node in nodes})),
    )


def _nodes(walk: Walk, order: dict[str, Place], play: RandomPlay | None) -> Iterator[Node]:
    graph, case = walk.graph, walk.story.case
    always = {d.scene for d in spine(graph, walk.facts)} if walk.complete else set()
    traps = walk.traps or frozenset()
    for scene_id, place in order.items():
        scene = graph.scenes[graph.order[scene_id]]
        view = scene.program.view
        met = {
            name
            for block in scene.blocks
            for choice in block.offers
            for name in choice.option.meets
        }
        yield Node(
            scene=scene_id,
            words=first_words(case.scenes[scene_id]),
            kind=view.kind,
            ending=view.ending,
            phase=view.phase,
            time=view.time,
            reached=bool(scene.index),
            chance=play.passes(scene_id) if play else None,
            spine=scene_id in always,
            trap=scene_id in traps,
            features=tuple(name for name in case.key_features if name in met),
            depth=place.depth,
        )


def first_words(scene: Scene) -> str:
    """What stands for a scene on a map: its first line, else what it asks, else its time."""
    for line in scene.text:
        return line.words
    return scene.ask or scene.time or ""


def _edges(
    walk: Walk,
    order: dict[str, Place],
    play: RandomPlay | None,
    passed: dict[str, float | None],
) -> Iterator[Edge]:
    taken = _taken(walk)
    leading = {source: _ways(walk, source) for source in order}
    entries = Counter(target for ways_on in leading.values() for target in ways_on)
    entries[walk.story.case.start] += 1
    for source, ways_on in leading.items():
        for target, ways in ways_on.items():
            reached = any((source, way, target) in taken for way in ways)
            chance = None
            if play is not None and entries[target] == 1:
                chance = passed[target]  # there is no other way in
            elif play is not None:
                chance = play.takes(source, target, ways) if reached else 0.0
            yield Edge(
                source=source,
                target=target,
                choices=tuple(way for way in ways if way != LEAVE),
                leaves=LEAVE in ways,
                guarded=all(ways.values()),
                reached=reached,
                chance=chance,
                back=order[target].at <= order[source].at,
            )


def _ways(walk: Walk, source: str) -> dict[str, dict[str, bool]]:
    """Target -> the ids of the moves that can lead there -> whether that hangs on a condition.

    Staying in a hub is no way.
    """
    case = walk.story.case
    program = walk.story.programs[source]
    scene = case.scenes[source]
    found: dict[str, dict[str, bool]] = {}
    for move in program.exits:
        stays = scene.hub is not None and move.id != LEAVE
        for target in move.targets:
            if not (stays and target == source):
                several = len(move.targets) > 1
                found.setdefault(target, {})[move.id] = several or _conditional(
                    case, source, move.id
                )
    return found


def _conditional(case: Case, scene: str, move: str) -> bool:
    for choice in case.scenes[scene].choices:
        if choice.id == move:
            return choice.when is not None or choice.fallback
    return False


def _taken(walk: Walk) -> set[tuple[str, str, str]]:
    """Source, move and target of every move found between states."""
    scenes = walk.graph.scenes
    return {
        (scenes[block.scene].id, move.id, scenes[target].id)
        for block in walk.graph.blocks()
        for move, target in zip(block.moves, block.targets, strict=True)
        if block.rows
    }
