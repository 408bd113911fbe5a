"""One thing to practise, and one question to take to supervision: always the author's words
where the case has them, and otherwise drawn from the moment that mattered most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from ppsim.format.case import Case
from ppsim.report.model import DecisionNote
from scoring.attempt import AttemptScore

Wanted = Literal["practise", "question"]


def practise(case: Case, score: AttemptScore, decisions: Sequence[DecisionNote]) -> str:
    """One thing to practise."""
    for text in _authored(case, score, "practise"):
        return text
    moment = _top(score, decisions)
    if not decisions:
        return "Nothing from this play. The case is there another day, and so are others."
    if moment is None:
        return "Say your best line of this play aloud once, slowly, as if the client were there."
    words = moment.option(moment.neighbour).words if moment.neighbour else moment.chosen.words
    return f'Say this aloud until it is yours, in your own words: "{words}"'


def question(case: Case, score: AttemptScore, decisions: Sequence[DecisionNote]) -> str:
    """One question to take to supervision."""
    for text in _authored(case, score, "question"):
        return text
    moment = _top(score, decisions)
    if not decisions:
        return "Was there something in how it began that I would rather not meet just now?"
    if moment is None:
        return "Which of these moments would my supervisor have met differently, and why?"
    return f'When I chose "{moment.chosen.words}", what did I need just then for myself?'


def _authored(case: Case, score: AttemptScore, what: Wanted) -> Iterator[str]:
    """The author's words, the most telling first.

    A missed key feature of the two moments; an echoed pattern; any missed key feature; one
    foreclosed; then, where all went well, one that was met.
    """
    for pick in score.moments[:2]:
        yield from _features(case, score, ("missed",), what, pick)
    if score.echo:
        for pair in score.echo.pairs:
            if pair.counted and pair.outcome == "echo":
                yield from _said(next(p for p in case.patterns if p.id == pair.pattern), what)
    for status in ("missed", "foreclosed", "met"):
        yield from _features(case, score, (status,), what)


def _features(
    case: Case, score: AttemptScore, statuses: tuple[str, ...], what: Wanted, at: int | None = None
) -> Iterator[str]:
    for feature in score.features:
        if feature.status in statuses and (at is None or at in feature.offered):
            yield from _said(case.key_features[feature.id], what)


def _said(thing: object, what: Wanted) -> Iterator[str]:
    text = getattr(thing, what, None)
    if isinstance(text, str):
        yield text


def _top(score: AttemptScore, decisions: Sequence[DecisionNote]) -> DecisionNote | None:
    if not score.moments:
        return None
    numbers = {d.pick: d.number for d in score.decisions}
    number = numbers[score.moments[0]]
    return next(d for d in decisions if d.number == number)
