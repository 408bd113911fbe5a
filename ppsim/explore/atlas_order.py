"""The order in which a map names scenes, and how deep inside branches each stands.

Both come from the dominators of the scenes (what every way to a scene passes last before it;
Cooper, Harvey and Kennedy, "A simple, fast dominance algorithm", 2001): a scene belongs under the
last scene that all ways to it go through. A scene come to from several sides closes the branches
and stands beside the one they began in; else it stands one deeper, or, where there is no other way
on, beside it as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Graph = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a scene stands on the map."""

    at: int
    """Its position, from 0."""
    depth: int
    """How many branches it is inside of, from 0."""


def places(graph: Graph, start: str) -> dict[str, Place]:
    """Every scene, in the order of the map.

    Args:
        graph: scene to the scenes it can lead to, in the author's order.
        start: where a play begins. What no way from here leads to stands last, as written.
    """
    order = forward_order(graph, start)
    under = dominators(graph, order)
    number = {scene: i for i, scene in enumerate(order)}
    entries: dict[str, int] = dict.fromkeys(order, 0)
    for scene in order:
        for target in set(graph[scene]):
            entries[target] += number[target] > number[scene]
    children: dict[str, list[str]] = {scene: [] for scene in order}
    for scene in order[1:]:
        children[under[scene]].append(scene)
    found: dict[str, Place] = {}
    line = [(start, 0)]
    while line:
        scene, depth = line.pop()
        found[scene] = Place(len(found), depth)
        below = children[scene]
        beside = [child for child in below if len(below) == 1 or entries[child] > 1]
        for child in reversed(below):
            line.append((child, depth if child in beside else depth + 1))
    for scene in graph:
        if scene not in found:
            found[scene] = Place(len(found), 0)
    return found


def forward_order(graph: Graph, start: str) -> list[str]:
    """What can be come to, each before what it leads to but for ways back (reverse postorder)."""
    done: list[str] = []
    seen = {start}
    trail = [(start, iter(tuple(reversed(graph[start]))))]
    while trail:
        scene, rest = trail[-1]
        child = next((c for c in rest if c not in seen), None)
        if child is None:
            done.append(scene)
            trail.pop()
        else:
            seen.add(child)
            trail.append((child, iter(tuple(reversed(graph[child])))))
    return done[::-1]


def dominators(graph: Graph, order: Sequence[str]) -> dict[str, str]:
    """For each scene but the first, the last other scene that all ways to it pass.

    Args:
        graph: scene to the scenes it can lead to.
        order: the scenes to look at, from ``forward_order``.
    """
    number = {scene: i for i, scene in enumerate(order)}
    before: list[list[int]] = [[] for _ in order]
    for scene in order:
        for target in graph[scene]:
            before[number[target]].append(number[scene])
    under = [0] + [-1] * (len(order) - 1)
    changed = True
    while changed:
        changed = False
        for i in range(1, len(order)):
            new = _common(under, (p for p in before[i] if under[p] >= 0))
            changed = changed or under[i] != new
            under[i] = new
    return {order[i]: order[under[i]] for i in range(1, len(order))}


def _common(under: Sequence[int], known: Iterable[int]) -> int:
    """The last scene that stands over all of these; numbers are positions in the order."""
    found = -1
    for other in known:
        if found < 0:
            found = other
            continue
        a, b = found, other
        while a != b:
            if a > b:
                a = under[a]
            else:
                b = under[b]
        found = a
    return found
