"""One decision read closely, as a page: what was on offer, what it weighs, where it leads."""

from __future__ import annotations

from collections.abc import Iterable

from ppsim.explore.where_led import Way
from ppsim.format.case import Case
from ppsim.report.model import DecisionNote, OptionNote
from ppsim.report.page import Block, Entry, Field, Page, Para, Section
from ppsim.report.reading import Beside, Reading, argued
from ppsim.report.wording import choice_words, figure, lines, listed, quoted, times, voice
from ppsim.words.told import marked
from scoring.weights import stance_of

ENDINGS = {
    "opened": "something opens",
    "held": "it holds",
    "repaired": "something is mended",
    "unspoken": "it stays unspoken",
    "ruptured": "it breaks off",
    "referred": "it is handed on",
    "stopped_for_safety": "it is stopped for safety",
}
NOT_WALKED = (
    "This case is too large to have been walked to its ends, so where this leads is not known."
)


def page(reading: Reading, index: int, case: Case) -> Page:
    """Decision number ``index`` (from 0) of a reading, opened."""
    note, beside = reading.debrief.decisions[index], reading.beside[index]
    sections = [_before(note), _yours(reading, index), _options(reading, note, beside, case)]
    arguments = reading.arguments(index)
    if arguments:
        title = "Where you argue with the key (private)"
        sections.append(Section("arguments", title, argued(arguments)))
    subtitle = f"decision {note.number} of {len(reading.debrief.decisions)}"
    return Page(note.time or note.ask, subtitle, tuple(sections))


def stance(note: DecisionNote) -> str:
    """The stance of what was chosen, in words."""
    return f"{note.stance}, with both in it" if note.mixed else note.stance


def _before(note: DecisionNote) -> Section:
    said = [
        Field(voice(line), line.words) if voice(line) else Para(line.words) for line in note.before
    ]
    return Section("before", "", (*said, *([Para(note.ask)] if note.ask else [])))


def _yours(reading: Reading, index: int) -> Section:
    note = reading.debrief.decisions[index]
    label, words = choice_words(note.chosen.mode, note.chosen.words)
    blocks: list[Block] = [
        Field("Before the options came, you wrote", reply.words) for reply in reading.replies(index)
    ]
    blocks.append(Field(label, words))
    if note.happened:
        blocks.append(Field("What happened", lines(note.happened)))
    for again in note.later:
        when = f" ({again.time})" if again.time else ""
        blocks.append(Field(f"Heard again{when}", quoted(again.said)))
    if note.reason:
        blocks.append(Field("Your reason", f"{note.reason.text} ({note.reason.cell})"))
        if note.reason.confidence is not None:
            blocks.append(Field("How sure you were", f"{note.reason.confidence} of 10"))
    return Section("yours", "What you did", tuple(blocks))


def _options(reading: Reading, note: DecisionNote, beside: Beside, case: Case) -> Section:
    client = reading.debrief.names.client
    entries = tuple(
        Entry(
            f"{_letter(number)}  {marked(option.mode, option.words)}",
            tuple(_option(note, option, client, beside, case)),
        )
        for number, option in enumerate(note.options)
    )
    return Section("options", "What was on offer", entries)


def _letter(number: int) -> str:
    return chr(ord("A") + number)


def _option(
    note: DecisionNote, option: OptionNote, client: str, beside: Beside, case: Case
) -> Iterable[Para | Field]:
    if option.chosen:
        yield Para("This is what you chose.")
    yield Field("Weighs", weighed(option))
    if option.to and len({o.to for o in note.options}) > 1:
        yield Field("To", option.to)
    for code in option.codes:
        part = ", in part" if code.intensity < 1 else ""
        yield Field(f"{code.name} ({code.stance}{part})", code.definition)
        if code.near_miss:
            yield Field("Often mistaken for it", code.near_miss)
    if option.because:
        yield Field("Here", option.because)
    if option.id == note.neighbour:
        yield Para("It is the one that lies nearest to what you chose.")
    if option.client_side:
        yield Field(f"For {client}, perhaps", option.client_side)
    way, yours = beside.ways[option.id], beside.ways[note.chosen.id]
    if option.chosen:
        yield Field("Where it led", led(way, beside.met, case))
    else:
        yield Field("Where it would have led", led_beside(way, yours, beside.met, case))


def weighed(option: OptionNote) -> str:
    """What an option weighs by the rubric, in words."""
    said = stance_of(option.weight)
    stances = {code.stance for code in option.codes}
    parts: list[str] = [said]
    if {"reflective", "reactive"} <= stances:
        parts.append("with both in it")
    if option.contested:
        parts.append("and supervisors divide over it")
    elif option.best:
        parts.append("and nothing on offer here weighs more")
    if not option.codes and said == "neutral":
        parts.append("on purpose")
    return ", ".join(parts) + "."


def led(way: Way, met: frozenset[str], case: Case) -> str:
    """Where an option leads: what comes next, and what is then still within reach."""
    said = _next(way, case)
    if not _ends(way, case):
        if way.possible is None or way.closed is None:
            return "\n".join([*said, NOT_WALKED])
        said.append(_endings(way, case))
        said += _told("Still possible", way.possible - met, case)
        said += _told("No longer possible", way.closed - met, case)
        if way.best_after is not None:
            said.append(f"The best that could follow weighs {figure(way.best_after)} in all.")
    return "\n".join(said)


def led_beside(way: Way, yours: Way, met: frozenset[str], case: Case) -> str:
    """The same for an option that was not chosen: only what is not as after ``yours``."""
    if _ends(way, case) or _ends(yours, case):
        return led(way, met, case)
    if way.possible is None or way.closed is None or yours.possible is None or not yours.endings:
        return led(way, met, case)
    closed = yours.closed or frozenset()
    differs = [] if way.endings == yours.endings else [_endings(way, case)]
    open_before = yours.possible | closed
    differs += _told("It would have met", open_before - way.possible - way.closed - met, case)
    kept = (way.possible & closed) - met
    differs += _told("Still possible there, and not after what you chose", kept, case)
    differs += _told("No longer possible", way.closed - closed - met, case)
    if way.best_after is not None and way.best_after != yours.best_after:
        best = f"The best that could follow weighs {figure(way.best_after)} in all"
        after = "" if yours.best_after is None else f" ({figure(yours.best_after)} after yours)"
        differs.append(f"{best}{after}.")
    same = "All else that lies open" if differs else "What lies open from there"
    return "\n".join([*_next(way, case), *differs, f"{same} is as after what you chose."])


def _ends(way: Way, case: Case) -> bool:
    return case.scenes[way.scene].ending is not None


def _next(way: Way, case: Case) -> list[str]:
    scene = case.scenes[way.scene]
    if scene.ending is not None:
        return [f"There it ends: {ENDINGS[scene.ending]}."]
    return [f"{scene.time}."] if scene.time else []


def _endings(way: Way, case: Case) -> str:
    kinds: dict[str, int] = {}
    for name in case.scenes:
        if name in (way.endings or ()):
            kind = ENDINGS[case.scenes[name].ending or ""]
            kinds[kind] = kinds.get(kind, 0) + 1
    ends = [kind if n == 1 else f"{kind} (in {times(n, 'way')})" for kind, n in kinds.items()]
    return f"How it can still end: {listed(ends, 'or')}." if ends else "No ending lies there."


def _told(label: str, features: frozenset[str], case: Case) -> list[str]:
    names = [name for name in case.key_features if name in features]
    return [f"{label}: {_features(names, case)}."] if names else []


def _features(names: Iterable[str], case: Case) -> str:
    return "; ".join(_lowered(case.key_features[n].text.strip().removesuffix(".")) for n in names)


def _lowered(text: str) -> str:
    """A sentence to stand within another: its first letter small, unless a name or acronym."""
    first = text.split(" ", 1)[0]
    return text[:1].lower() + text[1:] if first in {"The", "A", "An", "What", "It"} else text
