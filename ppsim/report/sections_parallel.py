"""What came back in supervision, and what was told or kept."""

from __future__ import annotations

from ppsim.report.model import Debrief
from ppsim.report.page import Block, Columns, Field, Para, Section
from ppsim.report.wording import figure, listed, times
from scoring.disclosure import Balance, LedgerRow, told
from scoring.echo import EchoPair
from scoring.intervals import Share
from scoring.sparse import TooFew

OUTCOMES = {
    "echo": "It came back: echoed.",
    "broken": "It did not come back: you said what it does to you, or named the likeness. Broken.",
    "not_echoed": "It did not come back, and nothing was said of it either.",
    "not_taken": "You were not drawn into it with the client.",
}
CARRIED = {
    "carried_back": "And you carried it back: the next time it was there to be done, you did not.",
    "not_carried_back": "You meant to carry it back; the next time it was there, you did it again.",
    "no_occasion": "You meant to carry it back; the case gave no further occasion.",
}


def parallel(debrief: Debrief) -> Section | None:
    """The parallel in three columns; left out where the case's parallel is one of life."""
    echo = debrief.score.echo
    if echo is None:
        return None
    counted = [p for p in echo.pairs if p.counted]
    if not counted:
        text = (
            "There was no stretch of therapy followed by supervision in which a pattern of this "
            "case was on offer both times, so nothing can be said of an echo."
        )
        return Section("parallel", "The parallel", (Para(text),))
    shown = [p for p in counted if p.outcome != "not_taken"]
    blocks: list[Block] = []
    if shown:
        client = debrief.names.client
        heads = (client, f"You, with {client}", "You, in supervision", "So")
        blocks.append(Columns(heads, tuple(_row(debrief, p) for p in shown)))
    blocks.append(
        Para(
            f"Of {times(echo.counted, 'occasion')} on which it could have come back and need not "
            f"have: echoed {echo.echoed}, broken {echo.broken}, carried back {echo.carried_back}."
        )
    )
    if echo.echoed and not echo.broken:
        blocks.append(
            Para(
                "What would have broken it: saying what the hour does to you, or naming the "
                "likeness as a guess, and leaving the rest out."
            )
        )
    return Section("parallel", "The parallel", tuple(blocks))


def _row(debrief: Debrief, pair: EchoPair) -> tuple[str, ...]:
    with_client = _choices(debrief, pair.taken_in_therapy)
    after = pair.taken_in_supervision or (*pair.broken_at, *pair.carried_at)
    in_supervision = _choices(debrief, after) or "none of it"
    outcome = OUTCOMES[pair.outcome]
    if pair.carried:
        outcome = f"{outcome} {CARRIED[pair.carried]}"
    return debrief.names.client_does.get(pair.pattern, ""), with_client, in_supervision, outcome


def _choices(debrief: Debrief, picks: tuple[int, ...]) -> str:
    notes = debrief.by_pick
    found = [notes[p].chosen for p in dict.fromkeys(picks) if p in notes]
    return "\n".join(
        f'"{o.words}" ({listed(c.name.lower() for c in o.codes)})' if o.codes else f'"{o.words}"'
        for o in found
    )


WORDS = {
    "asked_directly": "asked directly",
    "invited": "invited",
    "none": "no cue",
    "signalled_not_wanting": "signs of not wanting to know",
    "safety_or_logistics": "safety or logistics",
    "opening": "at the opening",
    "working": "at work",
    "peak_affect": "at the height of feeling",
    "closing": "near the close",
    "between_sessions": "between sessions",
}
NEEDS = {
    "client": "for the client",
    "mixed": "for both",
    "therapist": "for yourself",
    "unclear": "for whom is unclear",
}
AMOUNTS = ("nothing", "the headline", "some detail", "the story")
VERDICTS = {"fits": "fits", "arguable": "arguable", "misfit": "does not fit"}


def telling(debrief: Debrief) -> Section | None:
    """The disclosure ledger and the two-by-two."""
    rows = [r for r in debrief.score.ledger if r.tells is not None]
    if not rows:
        return None
    blocks: list[Block] = [Field(r.moment.what, _ledger(r)) for r in rows]
    blocks.append(Para(_balance(debrief.score.balance)))
    return Section("telling", "Telling and not telling", tuple(blocks))


def _ledger(row: LedgerRow) -> str:
    assert row.tells is not None
    tells, moment = row.tells, row.moment
    cue, at = WORDS.get(moment.cue, moment.cue), WORDS.get(moment.at, moment.at)
    done = "you kept it to yourself"
    if told(tells):
        done = f"you told {AMOUNTS[tells.amount]}, {NEEDS[tells.whose_need]}"
        if not tells.truthful:
            done += ", and it was not true"
        done += ", and gave the focus back" if tells.returned else ", and kept the focus"
    elif not tells.truthful:
        done += ", with something untrue"
    clear = {
        "T": "telling fitted here",
        "W": "keeping it fitted here",
        None: "a moment that can be argued",
    }
    verdict = VERDICTS[row.verdict] if row.verdict else "not judged"
    return f"{cue}; {at}, {moment.stage}; {done}: {verdict} ({clear[row.clear]})."


def _balance(found: Balance) -> str:
    held, spoken = found.over_withholding, found.over_disclosure
    if isinstance(held, TooFew) or isinstance(spoken, TooFew):
        return (
            f"Clear moments where telling fitted: {found.t_met}; where it did not: {found.w_met}. "
            "From three of each a balance is drawn; here none is."
        )
    text = (
        f"Kept back where telling fitted: {_of(held)}. Told where keeping it fitted: {_of(spoken)}."
    )
    if found.wrong_dose:
        text += f" Told where it fitted, but in a way that did not: {len(found.wrong_dose)}."
    if isinstance(found.j, float):
        text += f" One minus both rates: {figure(found.j)}."
    return text


def _of(share: Share) -> str:
    return f"{share.k} of {share.n}"
