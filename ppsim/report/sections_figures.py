"""The counts: each with its denominator, or with a plain word where there was too little."""

from __future__ import annotations

from ppsim.report.model import Debrief
from ppsim.report.page import Block, Field, Para, Section
from ppsim.report.sections_moments import place
from ppsim.report.wording import figure, interval, listed, times
from scoring.record import StepRef
from scoring.repair import Strain
from scoring.sparse import TooFew


def stance(debrief: Debrief) -> Section | None:
    """Reactive picks out of the decisions that offered both."""
    found = debrief.score.stances
    if not found.decisions:
        return None
    share = found.reactivity
    if not share.n:
        text = (
            "At none of the decisions you met were a reactive and a reflective option both there."
        )
    else:
        were = "was" if share.k == 1 else "were"
        text = f"{share.k} of the {share.n} decisions that offered both {were} reactive"
        if share.n == 1:
            was = "was" if share.k else "was not"
            text = f"At the one decision that offered both, your choice {was} reactive"
        text += f" ({interval(share)})."
    if found.neutral:
        text += f" Neutral: {found.neutral} of {found.decisions}."
    return Section("stance", "Stance", (Para(text), Para(_guessing(debrief))))


def _guessing(debrief: Debrief) -> str:
    found = debrief.score.judgement
    if isinstance(found.verdict, TooFew):
        return (
            f"Whether this can be told from guessing: too few decisions to say "
            f"({found.verdict.need} are needed, {found.verdict.have} met)."
        )
    told = {
        "better_than_guessing": "Your choices can be told from picking at random: they lean "
        "towards what this key holds to be reflective.",
        "worse_than_guessing": "Your choices can be told from picking at random: they lean away "
        "from what this key holds to be reflective. Something had a pull on you, or you see it "
        "otherwise than the author; both are worth saying aloud.",
        "not_yet": "Your choices can't yet be told from picking at random: one play is short.",
    }[found.verdict]
    assert isinstance(found.a, float)
    assert isinstance(found.se0, float)
    return (
        f"{told} (Chance-adjusted {figure(found.a)} over {found.decisions} decisions, where random "
        f"picking gives 0 with a standard error of {figure(found.se0)}.)"
    )


def pulls(debrief: Debrief) -> Section | None:
    """Pulls in verbs, each out of how often it was offered."""
    offered = [p for p in debrief.score.pulls if p.offered]
    if not offered:
        return None
    blocks: list[Block] = [
        Field(
            p.phrase,
            f"{p.taken} of the {times(p.offered)} it was offered "
            f"(picking at random: {figure(p.expected)})",
        )
        for p in offered
        if p.taken
    ]
    declined = [
        f"{p.phrase} ({p.offered}, at random {figure(p.expected)})" for p in offered if not p.taken
    ]
    if declined:
        blocks.append(Field("Offered and not taken", f"{listed(declined)}."))
    return Section("pulls", "Pulls", tuple(blocks))


def dimensions(debrief: Debrief) -> Section | None:
    """Path-fair attainment where there was opportunity; the rest named together."""
    found = debrief.score.attainment
    if not debrief.decisions:
        return None
    names = debrief.names.dimensions
    blocks: list[Block] = []
    few: list[str] = []
    for a in found:
        if isinstance(a.score, TooFew):
            few.append(f"{names[a.dimension]} ({a.informing})")
        else:
            assert isinstance(a.random, float)
            blocks.append(
                Field(
                    names[a.dimension],
                    f"{a.score:.0f} of 100 over {a.informing} decisions "
                    f"(picking at random: {a.random:.0f})",
                )
            )
    if few and not blocks:
        most = max(a.informing for a in found)
        met = f"0 to {most} were" if most else "none was"
        text = f"three that inform a dimension are needed, and {met} met"
        blocks.append(Para(f"Too few decisions to say anything of any of the {len(few)}: {text}."))
    elif few:
        blocks.append(
            Para(
                f"Too few decisions to say anything of {listed(few)}: three that inform it are "
                "needed, and the number met is in brackets."
            )
        )
    return Section("dimensions", "Dimensions", tuple(blocks))


def key_features(debrief: Debrief) -> Section | None:
    """Key features met, missed, not asked for, and the doors that closed."""
    found = debrief.score.features
    if not found:
        return None
    blocks: list[Block] = []
    for status, label in (
        ("met", "Met"),
        ("missed", "Missed"),
        ("not_applicable", "Not asked for, since another was met"),
        ("still_open", "Not yet reached"),
        ("not_known", "Not known"),
    ):
        texts = [debrief.names.features[f.id] for f in found if f.status == status]
        if texts:
            blocks.append(Field(f"{label}, {len(texts)} of {len(found)}", "\n".join(texts)))
    for f in found:
        if f.status == "foreclosed":
            blocks.append(
                Field(
                    "A door that closed",
                    f"{debrief.names.features[f.id]} {_closed_by(debrief, f.closed_by)}",
                )
            )
    elsewhere = [d for d in debrief.score.doors if d.routing is not None and not d.features]
    if elsewhere:
        where = [w for d in elsewhere if (w := _step_place(debrief, d.step))]
        blocks.append(
            Para(
                f"{times(len(elsewhere), 'other step').capitalize()} led where less was possible"
                + (f": {'; '.join(where)}." if where else ".")
            )
        )
    return Section("key", "Key features and doors", tuple(blocks))


def _closed_by(debrief: Debrief, step: StepRef | None) -> str:
    where = _step_place(debrief, step)
    return f"It could no longer come up after: {where}." if where else "It never came up."


def _step_place(debrief: Debrief, step: StepRef | None) -> str | None:
    if step is None or step.leaving:
        return None
    note = debrief.by_pick.get(step.index)
    return f'{place(note)}, "{note.chosen.words}"' if note else None


OUTCOMES = {
    "repaired": "repaired",
    "recovered": "recovered without being named",
    "unrepaired": "left as it was",
    "not_counted": "no way of mending it was on offer, so it is not counted",
    "still_open": "still open where you stopped",
}


def strains(debrief: Debrief) -> Section | None:
    """Strains and what became of them."""
    if not debrief.decisions:
        return None
    found = debrief.score.repairs
    if not found.strains:
        text = "None opened that this case marks, so there is none to show."
        return Section("strains", "Strains and repairs", (Para(text),))
    blocks: list[Block] = [_strain(debrief, s) for s in found.strains]
    if found.counted:
        blocks.append(
            Para(
                f"Of {times(found.counted, 'strain')} that could have been mended: "
                f"{found.repaired} repaired, {found.recovered} recovered."
            )
        )
    return Section("strains", "Strains and repairs", tuple(blocks))


def _strain(debrief: Debrief, strain: Strain) -> Field:
    who = debrief.names.people.get(strain.person, strain.person)
    notes = debrief.by_pick
    at = [str(notes[p].number) for p in strain.opened_at if p in notes]
    decisions = "decision" if len(at) == 1 else "decisions"
    where = f", {decisions} {listed(at)}" if at else ""
    became = OUTCOMES[strain.outcome]
    if strain.mended_at is not None and strain.mended_at in notes:
        became += f" at decision {notes[strain.mended_at].number}"
    return Field(f"With {who}{where}", f"{became}.")


def reasons(debrief: Debrief) -> Section | None:
    """What decided it, where that was asked: choice and reason together."""
    asked = [n for n in debrief.decisions if n.reason]
    if not asked:
        return None
    blocks = tuple(
        Field(place(n), f"{n.reason.text} ({n.reason.cell}{_sure(n.reason.confidence)})")
        for n in asked
        if n.reason
    )
    return Section("reasons", "What decided it", blocks)


def _sure(confidence: int | None) -> str:
    return "" if confidence is None else f"; you were {confidence} of 10 sure"


def critical(debrief: Debrief) -> Section | None:
    """Critical marks, said once, plainly."""
    marks = debrief.score.critical
    if not marks:
        return None
    named = listed(debrief.names.codes[m.code].lower() for m in marks)
    text = f"Bring this to supervision, whatever else you bring: {named}. Only you see this line."
    return Section("critical", "For supervision first", (Para(text),))


def contested(debrief: Debrief) -> Section | None:
    """Where people divide, and that both have a point."""
    points = debrief.score.contested
    notes = debrief.by_pick
    blocks: list[Block] = []
    for point in points:
        note = notes.get(point.pick)
        if note is None:
            continue
        sides = [note.option(o) for o in point.options]
        text = "\n".join(
            f'"{o.words}" {o.because or ""}'.strip() + (" (yours)" if o.chosen else "")
            for o in sides
        )
        blocks.append(Field(place(note), text))
    if not blocks:
        return None
    lead = Para("The author expects people to divide here, and gives both the same weight.")
    return Section("contested", "Where people divide", (lead, *blocks))
