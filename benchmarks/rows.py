"""One figure of a benchmark, and how several are shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any


@dataclass(frozen=True, slots=True)
class Row:
    """A figure; ``None`` where a peer is absent, and ``note`` then says how to get it."""

    bench: str
    what: str
    value: float | None
    unit: str
    rounds: int = 1
    """Paired rounds that the figure is the median of."""
    goal: str = ""
    """What is aimed at, in words; empty where nothing is."""
    met: bool | None = None
    note: str = ""

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def at_least(bench: str, what: str, ratios: Sequence[float], goal: float, note: str = "") -> Row:
    """The median of paired ratios, held against a least."""
    value = median(ratios)
    return Row(bench, what, value, "x", len(ratios), f"at least {goal:.2f}", value >= goal, note)


def at_most(bench: str, what: str, ratios: Sequence[float], goal: float, note: str = "") -> Row:
    """The median of paired ratios, held against a most."""
    value = median(ratios)
    return Row(bench, what, value, "x", len(ratios), f"at most {goal:.2f}", value <= goal, note)


def absent(bench: str, peer: str, how: str) -> Row:
    """A peer that is not there."""
    return Row(bench, peer, None, "", 0, note=f"absent: {how}")


def paired(contestants: Sequence[Callable[[], float]], rounds: int) -> list[list[float]]:
    """What each contestant measured, round by round; every round asks each once, in turn.

    The turn shifts by one from round to round, so that nobody always comes first. A round of
    warming up is thrown away.
    """
    count = len(contestants)
    found: list[list[float]] = [[] for _ in contestants]
    for contestant in contestants:
        contestant()
    for round_ in range(rounds):
        for i in range(count):
            n = (round_ + i) % count
            found[n].append(contestants[n]())
    return found


def table(rows: Sequence[Row]) -> str:
    """The rows as a table for reading."""
    lines = []
    for bench in dict.fromkeys(row.bench for row in rows):
        lines += ["", bench, "-" * len(bench)]
        for row in (row for row in rows if row.bench == bench):
            mark = {True: "met", False: "MISSED", None: ""}[row.met]
            goal = f"{row.goal}: {mark}" if row.goal else ""
            lines.append(f"  {row.what:<46} {_figure(row):>18}  {goal:<24} {row.note}".rstrip())
    return "\n".join(lines[1:])


def _figure(row: Row) -> str:
    if row.value is None:
        return "-"
    digits = 0 if abs(row.value) >= 100 else 2
    return f"{row.value:,.{digits}f} {row.unit}".rstrip()
