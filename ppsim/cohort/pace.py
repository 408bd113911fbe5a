"""Was it read at all? An attempt faster than reading leaves group figures, never its owner's view.

docs/scoring.md section 11: 0.25 seconds for 10 new words, which nobody reads at; it catches
clicking through, not quick readers.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from ppsim.engine.play import Play, begin
from ppsim.engine.prompts import Decision, HubPrompt
from ppsim.engine.values import Spoken

SECONDS_PER_WORD = 0.25 / 10


def too_fast(play: Play, began: str | None) -> bool:
    """Whether half or more of the new words of the first pass were passed faster than reading.

    Words are new the first time they are shown, options on offer among them. Judged prompt by
    prompt, so that a pause somewhere does not make up for clicking through the rest. Prompts
    whose time is not known are not judged; where none is, nothing is held against the attempt.
    """
    read, raced = 0, 0
    for words, seconds in _paces(play, began):
        if seconds < words * SECONDS_PER_WORD:
            raced += words
        else:
            read += words
    return raced > 0 and raced >= read


def _paces(play: Play, began: str | None) -> Iterator[tuple[int, float]]:
    """For each prompt answered: how many new words it showed, and the seconds until the answer."""
    seen: set[tuple[str | None, str]] = set()
    at = begin(play.story, play.seed, play.mode)
    before = _moment(began)
    for event in play.first_pass:
        shown = [(line.speaker, line.words) for line in at.prompt.lines if isinstance(line, Spoken)]
        if isinstance(at.prompt, Decision | HubPrompt):
            shown += [(None, offer.words) for offer in at.prompt.offers]
        new = {line for line in shown if line not in seen}
        seen |= new
        now = _moment(event.at)
        words = sum(len(text.split()) for _, text in new)
        if words and before is not None and now is not None:
            yield words, (now - before).total_seconds()
        before = now
        at = at.apply(event)


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None
