"""Where the scenes of a map stand when it is drawn in layers, each below those it comes after.

The usual steps (Sugiyama, Tagawa and Toda, 1981), each plainly done: layers by the longest way from
the start, a bend wherever a way goes through a layer, an order in each layer by the middle of the
neighbours, and places along it by least squares with room kept between.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ppsim.explore.atlas import Atlas

SWEEPS = 8
BEND = 18.0
"""Room that a way needs where it goes through a layer."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a scene stands."""

    x: float
    """Of its middle."""
    layer: int


@dataclass(frozen=True, slots=True)
class Layout:
    """All places of a map; layers from 0, x from 0 up."""

    spots: dict[str, Spot]
    routes: dict[tuple[str, str], tuple[Spot, ...]]
    """Source and target of each way that leads down -> the places it goes through, both ends
    included."""
    width: float
    layers: int


def lay_out(atlas: Atlas, widths: dict[str, float], gap: float) -> Layout:
    """Places for every scene.

    Args:
        atlas: the map.
        widths: how wide each scene is drawn.
        gap: room to keep between two.
    """
    layer = _layers(atlas)
    rows, chains, size = _bent(atlas, layer, widths)
    down, up = _neighbours(chains.values())
    for sweep in range(SWEEPS):
        _order(rows, up if sweep % 2 == 0 else down, backwards=sweep % 2 == 1)
    x = _across(rows, up, down, size, gap)
    left = min(x[item] - size[item] / 2 for item in x)
    right = max(x[item] + size[item] / 2 for item in x)
    spots = {item: Spot(x[item] - left, at) for at, row in enumerate(rows) for item in row}
    return Layout(
        spots={node.scene: spots[node.scene] for node in atlas.nodes},
        routes={ends: tuple(spots[item] for item in chain) for ends, chain in chains.items()},
        width=right - left,
        layers=len(rows),
    )


Item = str | tuple[str, str, int]
"""A scene, or the bend of a way in a layer."""


def _layers(atlas: Atlas) -> dict[str, int]:
    """Scene -> layer; what no way leads to from the start stands below everything else."""
    layer: dict[str, int] = {}
    lowest = 0
    for node in atlas.nodes:
        above = [layer[e.source] for e in atlas.into[node.scene] if not e.back]
        first = not layer
        layer[node.scene] = max(above) + 1 if above else 0 if first else lowest + 1
        lowest = max(lowest, layer[node.scene])
    return layer


def _bent(
    atlas: Atlas, layer: dict[str, int], widths: dict[str, float]
) -> tuple[list[list[Item]], dict[tuple[str, str], list[Item]], dict[Item, float]]:
    rows: list[list[Item]] = [[] for _ in range(max(layer.values()) + 1)]
    size: dict[Item, float] = {}
    chains: dict[tuple[str, str], list[Item]] = {}
    for node in atlas.nodes:
        rows[layer[node.scene]].append(node.scene)
        size[node.scene] = widths[node.scene]
        for edge in atlas.out[node.scene]:
            if edge.back:
                continue
            bends: list[Item] = []
            for at in range(layer[edge.source] + 1, layer[edge.target]):
                bend = (edge.source, edge.target, at)
                rows[at].append(bend)
                size[bend] = BEND
                bends.append(bend)
            chains[edge.source, edge.target] = [edge.source, *bends, edge.target]
    return rows, chains, size


def _neighbours(
    chains: Iterable[Sequence[Item]],
) -> tuple[dict[Item, list[Item]], dict[Item, list[Item]]]:
    down: dict[Item, list[Item]] = {}
    up: dict[Item, list[Item]] = {}
    for chain in chains:
        for above, below in pairwise(chain):
            down.setdefault(above, []).append(below)
            up.setdefault(below, []).append(above)
    return down, up


def _order(rows: list[list[Item]], towards: dict[Item, list[Item]], *, backwards: bool) -> None:
    """Put each layer in the order of the middles of its neighbours in the layer before."""
    place = {item: float(i) for row in rows for i, item in enumerate(row)}
    for row in reversed(rows) if backwards else rows:
        middles = {}
        for item in row:
            near = towards.get(item)
            middles[item] = sum(place[n] for n in near) / len(near) if near else place[item]
        row.sort(key=middles.__getitem__)
        place.update((item, float(i)) for i, item in enumerate(row))


def _across(
    rows: list[list[Item]],
    up: dict[Item, list[Item]],
    down: dict[Item, list[Item]],
    size: dict[Item, float],
    gap: float,
) -> dict[Item, float]:
    x: dict[Item, float] = {}
    for row in rows:
        x.update(zip(row, spread([0.0] * len(row), [size[i] for i in row], gap), strict=True))
    for sweep in range(2 * SWEEPS):
        for row in rows if sweep % 2 == 0 else reversed(rows):
            wanted = []
            for item in row:
                near = [*up.get(item, ()), *down.get(item, ())]
                wanted.append(sum(x[n] for n in near) / len(near) if near else x[item])
            x.update(zip(row, spread(wanted, [size[i] for i in row], gap), strict=True))
    return x


def spread(wanted: Sequence[float], sizes: Sequence[float], gap: float) -> list[float]:
    """The middles, in order and ``gap`` apart, that lie nearest to those wanted (least squares).

    Pooling adjacent violators: neighbours that would come too near move together.
    """
    offsets = [0.0]
    for one, next_ in pairwise(sizes):
        offsets.append(offsets[-1] + (one + next_) / 2 + gap)
    pools: list[tuple[float, int]] = []
    for want, offset in zip(wanted, offsets, strict=False):
        total, count = want - offset, 1
        while pools and pools[-1][0] / pools[-1][1] > total / count:
            total, count = total + pools[-1][0], count + pools[-1][1]
            pools.pop()
        pools.append((total, count))
    levels = [total / count for total, count in pools for _ in range(count)]
    return [level + offset for level, offset in zip(levels, offsets, strict=False)]
