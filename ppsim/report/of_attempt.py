"""The debrief of an attempt as the journal has it: walked, recorded, scored, put into words."""

from __future__ import annotations

from collections.abc import Iterable

from ppsim.engine.play import Play, begin
from ppsim.explore import Walk, record, walk
from ppsim.report.make import Played, make
from ppsim.report.model import Debrief, Note
from ppsim.store.material import Material
from ppsim.store.records import Private


def debrief_of(
    material: Material, play: Play, annex: Iterable[Private] = (), walked: Walk | None = None
) -> Debrief:
    """The debrief of ``play``'s first pass, with the notes among what was kept privately.

    The same attempt gives the same debrief, whenever and wherever it is made.

    Args:
        material: what it was played on.
        play: the attempt.
        annex: what was kept privately.
        walked: the walk of the same story, where there is one already.
    """
    story, rubric = material.story, material.rubric
    played = Played(
        events=play.first_pass,
        seed=int(play.seed),
        mode=play.mode,
        rehearsed=play.rehearsing,
        notes=pinned(play, [private for private in annex if private.kind == "note"]),
    )
    made = record(play, walked or walk(story, rubric))
    return make(material.case, material.case_text.hash, story, rubric, made, played)


def pinned(play: Play, notes: Iterable[Private]) -> tuple[Note, ...]:
    """Notes with the scene that each was written in."""
    at = begin(play.story, play.seed, play.mode)
    scenes = [at.prompt.scene]
    for event in play.events:
        at = at.apply(event)
        scenes.append(at.prompt.scene)
    return tuple(
        Note(scene.id, scene.time, note.words)
        for note in notes
        for scene in (scenes[min(note.event, len(scenes) - 1)],)
    )
