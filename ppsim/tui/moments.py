"""For each entry of a transcript, how many events had happened when it was heard."""

from __future__ import annotations

from dataclasses import dataclass, field

from ppsim.engine.events import Choose, Event, Retake
from ppsim.engine.play import Play, begin


@dataclass(frozen=True, slots=True)
class Moments:
    """The count for each entry, and what it was before each decision, for re-takes."""

    counts: tuple[int, ...]
    before: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def after(self, event: Event, play: Play) -> Moments:
        """The moments once ``event`` has led to ``play``."""
        if isinstance(event, Retake):
            return Moments(self.before[event.event], self.before)
        happened = len(play.events)
        before = self.before
        if isinstance(event, Choose):
            before = {**before, happened - 1: self.counts}
        new = len(play.transcript) - len(self.counts)
        return Moments((*self.counts, *(happened,) * new), before)


def moments_of(play: Play) -> Moments:
    """The moments of a play, found by playing it again."""
    again = begin(play.story, play.seed, play.mode)
    moments = Moments((0,) * len(again.transcript))
    for event in play.events:
        again = again.apply(event)
        moments = moments.after(event, again)
    return moments
