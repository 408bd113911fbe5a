"""The least that a play and a walk of the generated game could cost in Python: bare dictionaries.

Written for the game that ``benchmarks.generate`` makes, with nothing of ppsim in it: no model, no
rules, no scoring. They are the floor the engine and the walk are measured from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

Node = tuple[list[str], list[tuple[str, Any, Callable[[dict[str, Any]], bool] | None, str]]]


class Choices:
    """The same pseudo-random picks for every engine, whatever language it is driven from."""

    def __init__(self) -> None:
        self.seed = 1

    def __call__(self, count: int) -> int:
        self.seed = (self.seed * 1103515245 + 12345) & 0x7FFFFFFF
        return (self.seed >> 8) % count


def bare_game(decisions: int) -> dict[str, Node]:
    """The generated game as a dictionary of nodes."""

    def allied(state: dict[str, Any]) -> bool:
        return bool(state["alliance"] > 1)

    nodes: dict[str, Node] = {}
    for i in range(decisions):
        nodes[f"n{i}"] = (
            [f"text {i}"],
            [
                ("alliance", 1, None, f"answer {i}"),
                ("reactive", 1, None, f"answer {i}"),
                ("disclosed", True, None, f"answer {i}"),
                ("alliance", 1, allied, f"answer {i}"),
            ],
        )
    return nodes


def bare_plays(nodes: dict[str, Node], plays: int) -> Counter[str]:
    """Play it; the endings reached."""
    pick = Choices()
    last = len(nodes)
    endings: Counter[str] = Counter()
    for _ in range(plays):
        state: dict[str, Any] = {"alliance": 0, "reactive": 0, "disclosed": False}
        at = 0
        heard: list[str] = []
        while at < last:
            text, options = nodes[f"n{at}"]
            heard += text
            on_offer = [o for o in options if o[2] is None or o[2](state)]
            name, effect, _, answer = on_offer[pick(len(on_offer))]
            if effect is True:
                state[name] = True
            else:
                state[name] += effect
            heard.append(answer)
            at += 1
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
