"""The least that a play and a walk of the generated game could cost in Python: bare dictionaries.

Written for the game that ``benchmarks.generate`` makes, with nothing of ppsim in it: no model, no
rules, no scoring. They are the floor the engine and the walk are measured from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

Effect = tuple[str, Any, Callable[[dict[str, Any]], bool] | None, str, str]
"""Variable, what to set or add, guard, answer, where to."""
Nodes = dict[str, tuple[list[str], list[Effect]]]


def picker() -> Callable[[int], int]:
    """The same pseudo-random picks for every engine, whatever language it is driven from."""
    seed = 1

    def pick(count: int) -> int:
        nonlocal seed
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        return (seed >> 8) % count

    return pick


def bare_game(decisions: int) -> Nodes:
    """The generated game as a dictionary of nodes."""
    nodes: Nodes = {}
    for i in range(decisions):
        to = f"n{i + 1}" if i + 1 < decisions else "end"
        nodes[f"n{i}"] = (
            [f"text {i}"],
            [
                ("alliance", 1, None, "answer", to),
                ("reactive", 1, None, "answer", to),
                ("disclosed", True, None, "answer", to),
                ("alliance", 1, lambda state: state["alliance"] > 1, "answer", to),
            ],
        )
    return nodes


def bare_plays(nodes: Nodes, plays: int) -> Counter[str]:
    """Play it; the endings reached."""
    pick = picker()
    endings: Counter[str] = Counter()
    for _ in range(plays):
        state: dict[str, Any] = {"alliance": 0, "reactive": 0, "disclosed": False}
        at = "n0"
        heard: list[str] = []
        while at != "end":
            text, options = nodes[at]
            heard.extend(text)
            on_offer = [o for o in options if o[2] is None or o[2](state)]
            name, effect, _, answer, at = on_offer[pick(len(on_offer))]
            if effect is True:
                state[name] = True
            else:
                state[name] += effect
            heard.append(answer)
        endings["intact" if state["alliance"] > state["reactive"] else "flat"] += 1
    return endings


def bare_walk(decisions: int) -> tuple[int, int, set[tuple[int, int]]]:
    """Every state of every decision: how many, how many paths, and which options are on offer."""
    front = {(0, 0, False): 1}
    states = 0
    covered: set[tuple[int, int]] = set()
    for i in range(decisions):
        following: dict[tuple[int, int, bool], int] = {}
        for (alliance, reactive, disclosed), paths in front.items():
            states += 1
            for option, state in enumerate(
                (
                    (alliance + 1, reactive, disclosed),
                    (alliance, reactive + 1, disclosed),
                    (alliance, reactive, True),
                )
            ):
                covered.add((i, option))
                following[state] = following.get(state, 0) + paths
            if alliance > 1:
                covered.add((i, 3))
                state = (alliance + 1, reactive, disclosed)
                following[state] = following.get(state, 0) + paths
        front = following
    return states, sum(front.values()), covered


def bare_states(decisions: int, most: int) -> tuple[int, set[tuple[int, int]]]:
    """Every state where the numbers stop at ``most``: how many, and which options are on offer."""
    front = {(0, 0, False)}
    states = 0
    covered: set[tuple[int, int]] = set()
    for i in range(decisions):
        following: set[tuple[int, int, bool]] = set()
        for alliance, reactive, disclosed in front:
            states += 1
            up = min(alliance + 1, most)
            for option, state in enumerate(
                (
                    (up, reactive, disclosed),
                    (alliance, min(reactive + 1, most), disclosed),
                    (alliance, reactive, True),
                )
            ):
                covered.add((i, option))
                following.add(state)
            if alliance > 1:
                covered.add((i, 3))
                following.add((up, reactive, disclosed))
        front = following
    return states, covered
