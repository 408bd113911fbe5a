"""Whether a case was edited since an attempt at it was begun."""

from __future__ import annotations

from collections.abc import Iterable

from ppsim.catalogue.listing import Listed
from ppsim.catalogue.reading import read_case
from ppsim.engine.events import Event
from ppsim.store.material import material, misfit
from ppsim.store.records import Attempt
from ppsim.words.changed import changed


def changed_since(cases: Iterable[Listed], attempt: Attempt, events: Iterable[Event]) -> str | None:
    """What is to be said of it; ``None`` where the case is as it was, or is not there to compare.

    Args:
        cases: those in the library.
        attempt: the one gone on with.
        events: all of its events.
    """
    here = (c for c in cases if c.id == attempt.case_id and c.header and c.hidden_by is None)
    listed = next(here, None)
    playable = read_case(listed.path).playable if listed is not None else None
    if playable is None:
        return None
    now = material(*playable)
    if now.case_text.hash == attempt.case_hash:
        return None
    words = changed(misfit(events, attempt, now.story))
    return f"{words[:1].upper()}{words[1:]}."
