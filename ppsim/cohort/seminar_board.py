"""What a seminar puts before a room: each decision of a case as somebody who plays it meets it."""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_uppercase
from typing import Literal

from ppsim.cohort.structure import Structure
from ppsim.engine.story import Story
from ppsim.engine.values import Spoken
from ppsim.explore.walk import Walk
from ppsim.words.told import PHASES


@dataclass(frozen=True, slots=True)
class BoardOption:
    """An option on offer."""

    id: str
    letter: str
    mode: Literal["say", "do", "think"]
    words: str
    because: str | None
    """The author's reason."""
    contested: bool


@dataclass(frozen=True, slots=True)
class Board:
    """A decision as it is read out."""

    scene: str
    title: str
    """A few words by which it is found again."""
    place: str
    """When and where it is."""
    lines: tuple[Spoken, ...]
    """As heard on the shortest way here; on others some may differ."""
    differs: bool
    """Whether some lines depend on what was chosen before."""
    ask: str | None
    options: tuple[BoardOption, ...]
    """All there can be on offer, in the author's order."""
    guarded: bool
    """Some of them are on offer on some ways only."""

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the options."""
        return tuple(o.id for o in self.options)

    def letters(self, options: tuple[str, ...]) -> str:
        """Options by their letters: "A", "A or C"."""
        found = [o.letter for o in self.options if o.id in options]
        return " or ".join(found)


def boards(story: Story, structure: Structure, walked: Walk | None) -> dict[str, Board]:
    """Scene -> its board, for every decision of a case, in the order of the file.

    Args:
        story: the case, compiled.
        structure: its shape.
        walked: where it can go; without it a scene is shown with the lines that everybody hears.
    """
    return {
        faced.scene: _board(story, faced.scene, faced.offered, faced.contested, walked)
        for faced in structure.decisions
    }


def _board(
    story: Story,
    scene: str,
    offered: tuple[str, ...],
    contested: tuple[str, ...],
    walked: Walk | None,
) -> Board:
    source = story.case.scenes[scene]
    choices = {choice.id: choice for choice in source.choices}
    at = {choice.id: n for n, choice in enumerate(source.choices)}
    place = source.time or (PHASES[source.phase] if source.phase is not None else "")
    return Board(
        scene=scene,
        title=_title(scene),
        place=place,
        lines=_lines(story, scene, walked),
        differs=any(line.conditions for line in source.text),
        ask=source.ask,
        options=tuple(
            BoardOption(
                id=id_,
                letter=_letter(at[id_]),
                mode=choices[id_].mode,
                words=choices[id_].words,
                because=choices[id_].because,
                contested=id_ in contested,
            )
            for id_ in offered
        ),
        guarded=any(choices[id_].when is not None for id_ in offered),
    )


def _letter(at: int) -> str:
    """The letter of an option by its place in the file, as on the group's page."""
    return ascii_uppercase[at] if at < len(ascii_uppercase) else str(at + 1)


def _title(scene: str) -> str:
    """The id of a scene as words; an author gives it no other name."""
    words = scene.replace("-", " ").replace("_", " ").strip() or scene
    return words[0].upper() + words[1:]


def _lines(story: Story, scene: str, walked: Walk | None) -> tuple[Spoken, ...]:
    """What is said in a scene on the shortest way there."""
    way = walked.witness(scene) if walked is not None else None
    if way is None:
        cast = story.case.cast
        return tuple(
            Spoken(line.speaker, line.words, cast[line.speaker].name)
            if line.speaker in cast
            else Spoken(line.speaker, line.words)
            for line in story.case.scenes[scene].text
            if not line.conditions
        )
    state = story.start
    for move in way:
        on = move.choice
        state = story.leave(state) if on is None else story.step(state, on)
    return story.lines(state)
