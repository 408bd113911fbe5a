"""Plays per second through the engine's public interface, beside peers and a bare dict walk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from statistics import median
from time import perf_counter

from benchmarks import game
from benchmarks.bare import bare_game, bare_plays, picker
from benchmarks.drivers import Absent, peers
from benchmarks.rows import Row, absent, at_least, paired
from ppsim.engine import Story

DECISIONS = 10


def run(quick: bool) -> list[Row]:
    """The same picks for everybody; the endings reached must agree."""
    rounds, plays = (5, 1_000) if quick else (15, 5_000)
    story = game.story(DECISIONS)
    nodes = bare_game(DECISIONS)
    contestants: dict[str, Callable[[int], tuple[float, Counter[str]]]] = {
        "ppsim": lambda n: _timed(lambda: ppsim_plays(story, n)),
        "bare dict walk": lambda n: _timed(lambda: bare_plays(nodes, n)),
    }
    rows: list[Row] = []
    notes = dict.fromkeys(contestants, "")
    with peers(game.case(DECISIONS)) as drivers:
        for peer in drivers:
            if isinstance(peer, Absent):
                rows.append(absent("play", peer.name, peer.how))
            else:
                contestants[peer.name] = peer.play
                notes[peer.name] = f"version {peer.version}"
        reached = {name: play(500)[1] for name, play in contestants.items()}
        for name, endings in reached.items():
            assert endings == reached["ppsim"], f"{name} reached other endings: {endings}"
        # a slow peer plays fewer; what is compared is plays per second
        sizes = {name: _size(play, plays) for name, play in contestants.items()}
        found = paired(
            [lambda n=name: sizes[n] / contestants[n](sizes[n])[0] for name in contestants],  # type: ignore[misc]
            rounds,
        )
    speeds = dict(zip(contestants, found, strict=True))
    rows += [Row("play", n, median(s), "plays/s", rounds, note=notes[n]) for n, s in speeds.items()]
    rows.sort(key=lambda row: -(row.value or 0))
    for name, speed in speeds.items():
        if name == "ppsim":
            continue
        ratios = [ours / theirs for ours, theirs in zip(speeds["ppsim"], speed, strict=True)]
        what = f"ppsim / {name}"
        if name in GOALS:
            rows.append(at_least("play", what, ratios, GOALS[name]))
        else:
            rows.append(Row("play", what, median(ratios), "x", rounds))
    return rows


GOALS = {"bare dict walk": 1 / 3, "inkcpp-py": 2.0}


def _size(play: Callable[[int], tuple[float, Counter[str]]], plays: int) -> int:
    """As many plays as take about a fifth of a second, and no more than ``plays``."""
    took, _ = play(50)
    return max(50, min(plays, int(50 * 0.2 / took)))


def _timed(play: Callable[[], Counter[str]]) -> tuple[float, Counter[str]]:
    begin = perf_counter()
    endings = play()
    return perf_counter() - begin, endings


def ppsim_plays(story: Story, plays: int) -> Counter[str]:
    """Read the lines, look at the offers, choose, hear what it sets off, until an ending."""
    pick = picker()
    endings: Counter[str] = Counter()
    for _ in range(plays):
        state = story.start
        story.lines(state)
        while offers := story.offers(state):
            choice = offers[pick(len(offers))]
            story.consequence(state, choice.id)
            state = story.step(state, choice.id)
            story.lines(state)
        endings[state.scene] += 1
    return endings
