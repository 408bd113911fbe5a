"""What changed between two versions of a case, as text and as JSON."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from ppsim.explore.difference import Difference
from ppsim.explore.difference_changes import Change
from ppsim.explore.difference_figures import Figure, Value
from ppsim.report.carried import STANDINGS, Carried
from ppsim.report.wording import figure, times
from ppsim.words.safe import safe

WIDTH = 80
LONG = 60
"""Characters from which on the old and the new words stand on lines of their own."""
FIGURES = {
    "v_star": "best total in reach (V*)",
    "total": "totals of whole plays",
    "decisions": "decisions met",
    "disclosures": "disclosure decisions met",
    "t_moments": "clear moments to tell",
    "w_moments": "clear moments to keep it",
    "spine": "decisions every play meets",
    "stuck": "plays at random that get stuck",
    "random mean": "mean total of random play",
}
CHANCES = ("ending ", "stuck")


def text(found: Difference, attempts: Sequence[Carried] = ()) -> str:
    """The difference as lines for a terminal, ending in a newline."""
    if found.same:
        lines = ["No change in meaning."]
    else:
        lines = [*_renames(found), *_changes(found.changes), *_figures(found)]
    if attempts:
        lines += ["", *_attempts(attempts)]
    while lines and not lines[0]:
        lines.pop(0)
    return safe("\n".join(line.rstrip() for line in lines)) + "\n"


def json_text(found: Difference, attempts: Sequence[Carried] = ()) -> str:
    """The same as JSON, ending in a newline."""
    data = {
        "ppsim_diff": 1,
        "same": found.same,
        "renamed": {
            "scenes": dict(found.renames.scenes),
            "options": {f"{s}/{c}": new for (s, c), new in found.renames.choices.items()},
        },
        "changes": [asdict(change) for change in found.changes],
        "figures": [asdict(one) for one in found.figures],
        "bounded": found.bounded,
        "attempts": [asdict(one) for one in attempts],
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _renames(found: Difference) -> Iterator[str]:
    renames = found.renames
    if renames.scenes or renames.choices:
        yield "Probably renamed:"
    for was, now in renames.scenes.items():
        yield f"  scene {was} -> {now}"
    for (scene, was), now in renames.choices.items():
        yield f"  option {scene}/{was} -> {renames.scene(scene)}/{now}"


def _changes(changes: Sequence[Change]) -> Iterator[str]:
    place = None
    for change in changes:
        here = _place(change)
        if here != place:
            yield ""
            yield here
            place = here
        yield from _change(change)


def _place(change: Change) -> str:
    if change.scene is None:
        return "The rubric" if change.part == "rubric" else "The case"
    return change.scene if change.choice is None else f"{change.scene}/{change.choice}"


def _change(change: Change) -> Iterator[str]:
    before, after = change.before, change.after
    if change.what in ("scene", "option"):
        word = "new" if before is None else "gone"
        yield from _wrapped(f"{word} {change.what}: {after or before or ''}", "  ", "    ")
    elif max(len(before or ""), len(after or "")) >= LONG or change.what in ("text", "then"):
        yield f"  {change.what}:"
        if before is not None:
            yield from _wrapped(before, "    - ", "      ")
        if after is not None:
            yield from _wrapped(after, "    + ", "      ")
    else:
        was, now = ("none" if value is None else value for value in (before, after))
        yield from _wrapped(f"{change.what}: {was} -> {now}", "  ", "    ")


def _figures(found: Difference) -> Iterator[str]:
    yield ""
    if found.bounded:
        yield "What plays come to was not compared: one of the two has too many states."
    elif not found.figures:
        yield "What plays come to is the same."
    else:
        yield "What plays come to:"
    for one in found.figures:
        was, now = (_value(one, value) for value in (one.before, one.after))
        yield from _wrapped(f"{_named(one.what)}: {was} -> {now}", "  ", "    ")


def _named(what: str) -> str:
    if what.startswith("ending "):
        return f"random play ends in {what.removeprefix('ending ')}"
    if what.startswith("informing "):
        return f"decisions that inform {what.removeprefix('informing ')}"
    if what.startswith("dimension "):
        return f"totals in {what.removeprefix('dimension ')}"
    return FIGURES.get(what, what)


def _value(one: Figure, value: Value | None) -> str:
    if value is None:
        return "no" if one.what.startswith("out of reach") else "none"
    if isinstance(value, str):
        return value or "none"
    if isinstance(value, tuple):
        low, high = map(figure, value)
        return low if low == high else f"{low} to {high}"
    return f"{value:.1%}" if one.what.startswith(CHANCES) else figure(value)


def _attempts(attempts: Sequence[Carried]) -> Iterator[str]:
    yield f"Of {times(len(attempts), 'recorded attempt')}:"
    for standing, says in STANDINGS.items():
        those = [one for one in attempts if one.standing == standing]
        if those:
            yield from _wrapped(f"{says}: {len(those)}", "  ", "    ")
        for one in those if standing != "same" else ():
            said = f"{one.about.attempt} ({one.about.version})"
            more = one.reason or "; ".join(one.moved)
            yield from _wrapped(f"{said}: {more}" if more else said, "    ", "      ")


def _wrapped(line: str, indent: str, hang: str) -> list[str]:
    return textwrap.wrap(
        line, WIDTH, initial_indent=indent, subsequent_indent=hang, break_on_hyphens=False
    ) or [indent]
