"""Recorded attempts held against a new version of their case: which still compare."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from ppsim.engine.events import Choose, Event, Go, Leave, Noticed, Reasoned
from ppsim.engine.play import Play, Refused, replay
from ppsim.explore import Walk
from ppsim.explore.difference_renames import Renames
from ppsim.report.rescored import again, rescored, scored

Standing = Literal["same", "moved", "other_options", "renamed", "does_not_fit"]
STANDINGS: dict[Standing, str] = {
    "same": "as they are (the same picks fit, and no figure moves)",
    "moved": "the same picks fit, with figures that move",
    "other_options": "the same picks fit, but from other options or words",
    "renamed": "fit but for scenes or options renamed",
    "does_not_fit": "no longer fit",
}


@dataclass(frozen=True, slots=True)
class About:
    """Which attempt it is."""

    attempt: str
    """The start of its id."""
    profile: str
    version: str
    """Of the case it was played on."""


@dataclass(frozen=True, slots=True)
class Carried:
    """How one attempt stands to the new version."""

    about: About
    standing: Standing
    reason: str | None = None
    """Why it does not fit, in words."""
    moved: tuple[str, ...] = ()
    """The figures that move, by name."""
    other_options: int = 0
    """Picks at which something else was on offer."""


def carried(about: About, play: Play, own: Walk, new: Walk, renames: Renames) -> Carried:
    """Hold an attempt against the new version.

    Args:
        about: which it is.
        play: as it stands, on its own text.
        own: the walk of the text and rubric it was played on.
        new: the walk of the new version.
        renames: from the old names to the new.
    """
    try:
        then = again(play, new)
    except Refused as refused:
        if (renames.scenes or renames.choices) and _fits_renamed(play, new, renames):
            return Carried(about, "renamed")
        return Carried(about, "does_not_fit", refused.reason)
    found = rescored(scored(play, own), scored(then, new), own.rubric, new.rubric)
    moved = tuple(f.what for f in found.figures)
    other = _other_options(play, then)
    if other:
        return Carried(about, "other_options", None, moved, other)
    return Carried(about, "same" if found.same else "moved", None, moved)


def _fits_renamed(play: Play, new: Walk, renames: Renames) -> bool:
    try:
        replay(new.story, play.seed, play.mode, _renamed(play.events, renames))
    except Refused:
        return False
    return True


def _renamed(events: Iterable[Event], renames: Renames) -> Iterable[Event]:
    for event in events:
        if isinstance(event, Choose | Reasoned):
            choice = renames.choice(event.scene, event.choice)
            yield replace(event, scene=renames.scene(event.scene), choice=choice)
        elif isinstance(event, Go | Leave | Noticed):
            yield replace(event, scene=renames.scene(event.scene))
        else:
            yield event


def _other_options(was: Play, now: Play) -> int:
    """Picks of the first pass at which ids or words on offer were not the same."""
    return sum(
        {(o.id, o.words) for o in a.offered} != {(o.id, o.words) for o in b.offered}
        for a, b in zip(was.first.steps, now.first.steps, strict=False)
        if a.choice is not None
    )
