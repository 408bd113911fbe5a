"""The moments that mattered: what was said, what was chosen, what it did, what it is told from."""

from __future__ import annotations

from ppsim.report.model import Debrief, DecisionNote
from ppsim.report.page import Block, Entry, Field, Para, Section
from ppsim.report.wording import choice_words, lines, quoted

CONTEXT = 2
"""How many of the scene's last lines stand before the choice."""


def moments(debrief: Debrief) -> Section | None:
    """One or two moments, or a plain word where nothing better had been on offer."""
    if not debrief.decisions:
        return None
    if not debrief.moments:
        text = (
            "At every decision you met, nothing that was on offer weighs more than what you "
            "chose. That is this case's key speaking, and the key is its author's: look for the "
            "moment you would defend least, and take that one to supervision."
        )
        return Section("moments", "The moments that mattered", (Para(text),))
    title = "The moment that mattered most"
    if len(debrief.moments) > 1:
        title = "The two moments that mattered most"
    entries = tuple(entry(debrief.decision(scene), debrief) for scene in debrief.moments)
    return Section("moments", title, entries)


def repair(debrief: Debrief) -> Section | None:
    """The best repair, told the same way."""
    if debrief.best_repair is None:
        return None
    note = debrief.decision(debrief.best_repair)
    return Section("repair", "What you mended", (entry(note, debrief),))


def entry(note: DecisionNote, debrief: Debrief) -> Entry:
    """One decision as an entry: situation, choice, consequence, client, reason, neighbour."""
    chosen = note.chosen
    label, words = choice_words(chosen.mode, chosen.words)
    blocks: list[Block] = []
    if note.before:
        blocks.append(Field("Before it", lines(note.before[-CONTEXT:])))
    blocks.append(Field(label, words))
    if note.happened:
        blocks.append(Field("What happened", lines(note.happened)))
    for again in note.later:
        when = f" ({again.time})" if again.time else ""
        blocks.append(Field(f"Heard again{when}", quoted(again.said)))
    if chosen.client_side:
        blocks.append(Field(f"For {debrief.names.client}, perhaps", chosen.client_side))
    blocks.append(Field("Why", why(note)))
    blocks += _neighbour(note)
    if note.reason:
        blocks.append(Field("Your reason", f"{note.reason.text} ({note.reason.cell})"))
    mark = f"{note.stance}, with both in it" if note.mixed else note.stance
    flat = tuple(b for b in blocks if isinstance(b, Para | Field))
    return Entry(f"{place(note)}: {mark}", flat, scene=note.scene)


def place(note: DecisionNote) -> str:
    """Where a decision stood: its scene's own clock line, and its number."""
    return f"{note.time} (decision {note.number})" if note.time else f"Decision {note.number}"


def why(note: DecisionNote) -> str:
    """The codes in the rubric's words, then the author's own."""
    chosen = note.chosen
    codes = " ".join(
        f"{c.name}{' (in part)' if c.intensity < 1 else ''}: {_sentence(c.definition)}"
        for c in chosen.codes
    )
    return " ".join(part for part in (codes, chosen.because) if part) or "Neutral on purpose."


def _neighbour(note: DecisionNote) -> list[Field]:
    if note.neighbour is None:
        return []
    other = note.option(note.neighbour)
    found = [Field("Its neighbour", f'"{other.words}"')]
    if other.because:
        found.append(Field("What tells them apart", other.because))
    return found


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "!", "?")) else text + "."
