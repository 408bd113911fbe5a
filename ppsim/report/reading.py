"""A debrief with what lies beside its decisions: where options led, and private words.

Files and other people's screens get a debrief; only the trainee reads one of these.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ppsim.engine.play import Play
from ppsim.explore import walk
from ppsim.explore.where_led import Way, where_led
from ppsim.report.compose import compose
from ppsim.report.model import Debrief
from ppsim.report.of_attempt import debrief_of
from ppsim.report.page import Block, Entry, Field, Page, Section
from ppsim.report.sections_moments import place
from ppsim.report.wording import choice_words
from ppsim.store.material import Material
from ppsim.store.records import AnnexKind, Private

BEFORE = "limits"
"""The section that the trainee's own words stand before."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What lies beside one decision."""

    event: int
    """Index of its event: by it the moment is taken again, and private words are pinned to it."""
    ways: Mapping[str, Way]
    """Option id -> where it leads."""
    met: frozenset[str]
    """Key features met before it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A debrief to be read by the one who played."""

    debrief: Debrief
    beside: tuple[Beside, ...]
    """One for each of the debrief's decisions."""
    annex: tuple[Private, ...] = ()

    def replies(self, index: int) -> tuple[Private, ...]:
        """What was composed before the options of decision number ``index`` (from 0) appeared."""
        return self._pinned("reply", index)

    def arguments(self, index: int) -> tuple[Private, ...]:
        """What was said against the key of decision number ``index`` (from 0)."""
        return self._pinned("argument", index)

    def with_annex(self, annex: Iterable[Private]) -> Reading:
        """The same, with what has been kept privately since."""
        return replace(self, annex=tuple(annex))

    def _pinned(self, kind: AnnexKind, index: int) -> tuple[Private, ...]:
        event = self.beside[index].event
        return tuple(p for p in self.annex if p.kind == kind and p.event == event)


def read(material: Material, play: Play, annex: Iterable[Private] = ()) -> Reading:
    """The reading of ``play``'s first pass."""
    annex = tuple(annex)
    walked = walk(material.story, material.rubric)
    debrief = debrief_of(material, play, annex, walked)
    picks = [step for step in play.first.steps if step.choice is not None]
    beside = []
    for decision in debrief.score.decisions:
        step = picks[decision.pick]
        before = picks[: decision.pick]
        beside.append(
            Beside(
                event=step.event,
                ways={way.choice: way for way in where_led(walked, step.before)},
                met=frozenset(f for s in before if s.choice for f in s.choice.option.meets),
            )
        )
    return Reading(debrief, tuple(beside), annex)


def page(reading: Reading) -> Page:
    """The debrief's page, with the trainee's own words in it."""
    made = compose(reading.debrief)
    own = [s for s in (_composed(reading), _argued(reading)) if s is not None]
    at = next(i for i, section in enumerate(made.sections) if section.id == BEFORE)
    return replace(made, sections=(*made.sections[:at], *own, *made.sections[at:]))


def _composed(reading: Reading) -> Section | None:
    entries: list[Block] = []
    for index, note in enumerate(reading.debrief.decisions):
        replies = reading.replies(index)
        if replies:
            label, words = choice_words(note.chosen.mode, note.chosen.words)
            wrote = Field("You wrote", "\n".join(reply.words for reply in replies))
            entries.append(Entry(place(note), (wrote, Field(label, words)), note.scene))
    if not entries:
        return None
    return Section("composed", "In your own words (private), and what you picked", tuple(entries))


def _argued(reading: Reading) -> Section | None:
    entries: list[Block] = []
    for index, note in enumerate(reading.debrief.decisions):
        arguments = reading.arguments(index)
        if arguments:
            entries.append(Entry(place(note), argued(arguments), note.scene))
    if not entries:
        return None
    return Section("arguments", "Where you argue with the key (private)", tuple(entries))


def argued(arguments: Iterable[Private]) -> tuple[Field, ...]:
    """Arguments as they stand on a page, each with its day."""
    return tuple(Field(f"You argued on {a.at[:10]}", a.words) for a in arguments)
