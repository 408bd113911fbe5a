"""Many plays, one after the other, each step by the engine's own; and what they came to.

What a state offers is looked up once: a table of the states met, each with the states it leads
to, so that a play is a run through lists. A walk is not needed, so a bounded one does no harm.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import sqrt
from random import Random

from ppsim.engine.moves import LEAVE, Move
from ppsim.engine.values import State
from ppsim.explore.chance import DECIMALS
from ppsim.explore.liveness import live_bits
from ppsim.explore.play_styles import Aim, Style, aim
from ppsim.explore.states import Block
from ppsim.explore.walk import Walk

STEPS = 10_000
"""Moves after which a play is taken to go round for ever."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Totals of some plays."""

    counts: dict[float, int]
    """Total -> plays, ascending."""

    @property
    def plays(self) -> int:
        """How many there were."""
        return sum(self.counts.values())

    @property
    def mean(self) -> float | None:
        """``None`` where there were none."""
        plays = self.plays
        return sum(t * n for t, n in self.counts.items()) / plays if plays else None

    @property
    def deviation(self) -> float | None:
        """The standard deviation as estimated from them (n - 1); ``None`` below two."""
        mean, plays = self.mean, self.plays
        if mean is None or plays < 2:
            return None
        return sqrt(sum(n * (t - mean) ** 2 for t, n in self.counts.items()) / (plays - 1))

    @property
    def error(self) -> float | None:
        """The standard error of the mean; ``None`` below two."""
        deviation = self.deviation
        return None if deviation is None else deviation / sqrt(self.plays)


@dataclass(frozen=True, slots=True)
class Sample:
    """What many plays came to."""

    style: Style
    plays: int
    seed: int
    endings: dict[str, Spread]
    """Ending scene -> totals of w of the plays that ended there."""
    total: Spread
    """Totals of w of all plays that ended."""
    dimensions: dict[str, Spread]
    """The same in each dimension."""
    stuck: int
    """Plays that came to where nothing can be done, or went round for ``STEPS`` moves."""
    scenes: dict[str, int]
    """Scene -> plays that came there."""
    options: dict[tuple[str, str], int]
    """Scene and choice -> how often it was taken."""

    @property
    def independent(self) -> bool:
        """Whether no play hangs on another, so that standard errors mean something."""
        return self.style != "least-used"


def sample(walk: Walk, plays: int, style: Style = "uniform", seed: int = 0) -> Sample:
    """Play a case so many times. The same seed gives the same plays.

    Args:
        walk: of the case, for weights and, where it is complete, for what is best in the end.
        plays: how many.
        style: how ways on are chosen.
        seed: of the random numbers.
    """
    table = _Table(walk, aim(walk, style))
    pick = _least_used if style == "least-used" else _any
    rnd = Random(seed).random
    columns = ("", *walk.rubric.dimensions)
    counts: list[Counter[float]] = [Counter() for _ in columns]
    endings: dict[str, Counter[float]] = {}
    scenes: Counter[str] = Counter()
    ended = 0
    for _ in range(plays):
        at = table.start
        passed = [at.scene]
        earned = []
        while at.open and len(passed) < STEPS:
            way = pick(at, rnd())
            earned.append(at.gains[way])
            at.taken[way] += 1
            at = at.after[way] or table.after(at, way)
            passed.append(at.scene)
        scenes.update(set(passed))
        if not at.ends:
            continue
        ended += 1
        totals = [round(sum(column), DECIMALS) for column in zip(*earned, strict=True)]
        totals = totals or [0.0] * len(columns)
        for count, total in zip(counts, totals, strict=True):
            count[total] += 1
        endings.setdefault(at.scene, Counter())[totals[0]] += 1
    return Sample(
        style=style,
        plays=plays,
        seed=seed,
        endings={name: _spread(found) for name, found in endings.items()},
        total=_spread(counts[0]),
        dimensions={name: _spread(c) for name, c in zip(columns[1:], counts[1:], strict=True)},
        stuck=plays - ended,
        scenes=dict(scenes),
        options=table.options(),
    )


def _spread(counts: Counter[float]) -> Spread:
    return Spread(dict(sorted(counts.items())))


@dataclass(slots=True, eq=False)
class _Stand:
    """A state as the table keeps it."""

    state: State
    scene: str
    ends: bool
    moves: tuple[Move, ...]
    gains: list[tuple[float, ...]]
    """Of each move: w, then each dimension's."""
    open: tuple[int, ...]
    """The moves that the style chooses from."""
    after: list[_Stand | None]
    taken: list[int]
    used: list[list[int]]
    """How often each move was made from whatever state, as ``least-used`` counts."""


class _Table:
    """The states met so far, told apart by what can still matter."""

    def __init__(self, walk: Walk, aim: Aim | None) -> None:
        self._walk = walk
        self._story = walk.story
        self._aim = aim
        self._live = live_bits(walk.story)
        self._stands: dict[tuple[str, int], _Stand] = {}
        self._used: dict[Move, list[int]] = {}
        self.start = self._at(walk.graph.start)

    def after(self, stand: _Stand, way: int) -> _Stand:
        """Where a move leads, found by the engine and kept."""
        found = self._at(self._step(stand.state, stand.moves[way]))
        stand.after[way] = found
        return found

    def options(self) -> dict[tuple[str, str], int]:
        """Scene and choice -> how often it was taken."""
        found: Counter[tuple[str, str]] = Counter()
        for stand in self._stands.values():
            for move, times in zip(stand.moves, stand.taken, strict=True):
                if move.id != LEAVE:
                    found[stand.scene, move.id] += times
        return dict(found)

    def _step(self, state: State, move: Move) -> State:
        story = self._story
        return story.leave(state) if move.id == LEAVE else story.step(state, move.id)

    def _at(self, state: State) -> _Stand:
        key = state.scene, state.bits & self._live[state.scene]
        stand = self._stands.get(key)
        if stand is None:
            stand = self._stands[key] = self._make(state)
        return stand

    def _make(self, state: State) -> _Stand:
        story, walk = self._story, self._walk
        program = story.programs[state.scene]
        offers = story.offers(state)
        moves = tuple(program.moves[choice.id] for choice in offers)
        if program.out is not None and story.can_leave(state):
            moves += (program.out,)
        order = walk.graph.order
        targets = tuple(order[move.targets[0]] for move in moves)
        block = Block(order[state.scene], story.first_visit(state), offers, moves, targets, [0], ())
        facts = walk.facts(block)
        by_dimension = (facts.gains_in(name) for name in walk.rubric.dimensions)
        weights = walk.facts.gains(block)
        chosen = tuple(range(len(moves)))
        if self._aim is not None and moves:
            chosen = self._aim.open(weights, [self._step(state, move) for move in moves])
        return _Stand(
            state=state,
            scene=state.scene,
            ends=program.view.kind == "ending",
            moves=moves,
            gains=list(zip(weights, *by_dimension, strict=True)),
            open=chosen,
            after=[None] * len(moves),
            taken=[0] * len(moves),
            used=[self._used.setdefault(move, [0]) for move in moves],
        )


def _any(at: _Stand, chance: float) -> int:
    return at.open[int(chance * len(at.open))]


def _least_used(at: _Stand, chance: float) -> int:
    least = min(at.used)
    rarest = [way for way, used in enumerate(at.used) if used == least]
    way = rarest[int(chance * len(rarest))]
    at.used[way][0] += 1
    return way
