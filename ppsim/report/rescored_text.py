"""What moved in attempts, as text and as JSON."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from ppsim.report.rescored import DecisionMoved, Pick, Rescored
from ppsim.report.wording import signed, times
from ppsim.words.safe import safe

WIDTH = 80


@dataclass(frozen=True, slots=True)
class Told:
    """One attempt, and what became of it."""

    attempt: str
    """The first characters of its id."""
    profile: str
    case: str
    """Id and version it was played on."""
    rubric: str
    """Id and version it keeps."""
    found: Rescored | None
    """``None`` where it could not be read anew."""
    problem: str | None = None


def text(rubric: str, told: Iterable[Told]) -> str:
    """What moved, attempt by attempt, ending in a newline."""
    lines = [f"Under {rubric}, with every attempt left as it is:"]
    for one in told:
        lines += ["", f"{one.attempt}  {one.case}, kept under {one.rubric}"]
        lines += _one(one)
    return safe("\n".join(line.rstrip() for line in lines)) + "\n"


def json_text(rubric: str, told: Iterable[Told]) -> str:
    """The same as JSON, ending in a newline."""
    data = {"ppsim_rescore": 1, "rubric": rubric, "attempts": [asdict(one) for one in told]}
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _one(one: Told) -> Iterator[str]:
    if one.found is None:
        yield from _wrapped(f"It cannot be read so: {one.problem}", 2)
    elif one.found.same:
        yield f"  Nothing moved, over {times(one.found.decisions, 'decision')}."
    else:
        for moved in one.found.figures:
            yield from _wrapped(f"{moved.what}: {moved.before} -> {moved.after}", 2)
        if one.found.moved:
            yield f"  Decisions read otherwise ({len(one.found.moved)}):"
        for decision in one.found.moved:
            yield from _wrapped(_decision(decision), 4)


def _decision(moved: DecisionMoved) -> str:
    return f"{moved.scene}/{moved.chosen}: {_pick(moved.before)} -> {_pick(moved.after)}"


def _pick(pick: Pick | None) -> str:
    if pick is None:
        return "no decision"
    codes = ", ".join(pick.codes) or "no codes"
    weight, best = signed(pick.weight), signed(pick.best)
    return f"{weight} of at most {best}, {pick.stance} ({codes})"


def _wrapped(line: str, indent: int) -> list[str]:
    return textwrap.wrap(
        line,
        WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + 2),
        break_on_hyphens=False,
    )
