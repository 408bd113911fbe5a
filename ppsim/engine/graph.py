"""Scenes as a graph: where each can go on to, which can be entered twice, an order to walk in."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import NamedTuple, TypeVar

from ppsim.format.case import Case, Scene

Node = TypeVar("Node", bound=Hashable)


def ways_on(scene: Scene) -> tuple[str, ...]:
    """Every scene this one could go on to in some state, once each, in the author's order.

    A choice's own ``next`` comes before the scene's, which serves those choices that have none.
    """
    ways: dict[str, None] = {}
    for choice in scene.choices:
        ways.update((branch.go, None) for branch in choice.next)
    if scene.hub or not scene.choices or any(not choice.next for choice in scene.choices):
        ways.update((branch.go, None) for branch in scene.next)
    return tuple(ways)


def scene_graph(case: Case) -> dict[str, tuple[str, ...]]:
    """Scene id to the ids of the scenes it can go on to (names must be known; the loader's work).

    Raises:
        KeyError: some ``next`` names a scene the case does not have.
    """
    graph = {scene_id: ways_on(scene) for scene_id, scene in case.scenes.items()}
    for ways in graph.values():
        for target in ways:
            graph[target]
    return graph


class Group(NamedTuple):
    """Scenes that can lead to each other: almost always a single one."""

    scenes: tuple[str, ...]
    loops: bool
    """Whether they can be entered twice."""
    inward: bool
    """Whether a move can lead from one of them to one of them: a loop, or staying in a hub."""


def scene_groups(case: Case) -> tuple[Group, ...]:
    """The scenes of a case in groups, each after those it leads to."""
    graph = scene_graph(case)
    groups = []
    for scenes in components(graph, graph.__getitem__):
        loops = len(scenes) > 1 or scenes[0] in graph[scenes[0]]
        inward = loops or case.scenes[scenes[0]].hub is not None
        groups.append(Group(tuple(scenes), loops, inward))
    return tuple(groups)


def components(
    nodes: Iterable[Node], successors: Callable[[Node], Iterable[Node]]
) -> list[list[Node]]:
    """Strongly connected components reachable from ``nodes``, each after those it leads to.

    Tarjan's algorithm (1972) without recursion, so that a case of ten thousand scenes in a row
    does not exhaust the stack. The reverse of the result is an order to walk forward in.
    """
    order: dict[Node, int] = {}
    low: dict[Node, int] = {}
    open_nodes: list[Node] = []
    is_open: set[Node] = set()
    found: list[list[Node]] = []
    for root in nodes:
        if root in order:
            continue
        order[root] = low[root] = len(order)
        open_nodes.append(root)
        is_open.add(root)
        trail: list[tuple[Node, Iterator[Node]]] = [(root, iter(successors(root)))]
        while trail:
            node, rest = trail[-1]
            for child in rest:
                if child not in order:
                    order[child] = low[child] = len(order)
                    open_nodes.append(child)
                    is_open.add(child)
                    trail.append((child, iter(successors(child))))
                    break
                if child in is_open and order[child] < low[node]:
                    low[node] = order[child]
            else:
                trail.pop()
                if trail and low[node] < low[trail[-1][0]]:
                    low[trail[-1][0]] = low[node]
                if low[node] == order[node]:
                    group: list[Node] = []
                    while True:
                        member = open_nodes.pop()
                        is_open.discard(member)
                        group.append(member)
                        if member == node:
                            break
                    found.append(group[::-1])
    return found
