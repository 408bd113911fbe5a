"""How a debrief ends: what to do next, what was private, what it can't tell, what was read."""

from __future__ import annotations

from ppsim.report.model import Debrief
from ppsim.report.page import Field, Para, Section

LIMITS = (
    "Choices on a written vignette show what you know how to do, and nothing of how you are "
    "with clients. Formative: no basis for a grade, a ranking or progression.",
    "The dimensions are words for feedback and no measured traits. One play is short, and most "
    "figures above rest on a handful of decisions.",
)
KEYS = {
    "author-provisional": "The key is its author's alone; no panel has rated it yet.",
    "panel": "The key has been rated by a panel.",
}


def check_ins(debrief: Debrief) -> Section | None:
    """What was noticed on the way: data, and no right answer."""
    if not debrief.check_ins:
        return None
    blocks = []
    for found in debrief.check_ins:
        felt = ", ".join(f"{name} {level}" for name, level in found.feelings.items())
        pulled = ", ".join(debrief.names.roles.get(p, p) for p in found.pulls)
        text = "; ".join(
            part for part in (felt and f"{felt} (0 to 10)", pulled and f"pulled {pulled}") if part
        )
        where = next((d.time for d in debrief.decisions if d.scene == found.scene), None)
        blocks.append(Field(where or "You noticed", text or "nothing named"))
    return Section("check-ins", "What you noticed", tuple(blocks))


def practise(debrief: Debrief) -> Section:
    """One thing to practise."""
    return Section("practise", "To practise", (Para(debrief.practise),))


def question(debrief: Debrief) -> Section:
    """A question to take to supervision."""
    return Section("question", "To ask in supervision", (Para(debrief.question),))


def notes(debrief: Debrief) -> Section | None:
    """The trainee's own notes."""
    if not debrief.notes:
        return None
    blocks = tuple(Field(n.time or "Note", n.text) for n in debrief.notes)
    return Section("notes", "Your notes (private; only you have these)", blocks)


def limits(debrief: Debrief) -> Section:
    """What this can and can't tell."""
    return Section("limits", "What this can and can't tell", tuple(Para(t) for t in LIMITS))


def versions(debrief: Debrief) -> Section:
    """Versions and hashes, and the standing of the key."""
    p = debrief.provenance
    text = (
        f"{p.case_id} {p.case_version} ({p.case_hash[:12]}), {p.rubric_id} {p.rubric_version} "
        f"({p.rubric_hash[:12]}), ppsim {p.ppsim_version}. {KEYS.get(p.key_status, p.key_status)}"
    )
    return Section("versions", "What was read, and by what", (Para(text),))
