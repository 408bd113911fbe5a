"""What a seminar is about: the decisions of one case, and what a room may see of its group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ppsim.cohort.demo import LABEL
from ppsim.cohort.seminar import Seminar, begin
from ppsim.cohort.seminar_board import Board, boards
from ppsim.cohort.shown import Shown
from ppsim.cohort.structure import Structure
from ppsim.engine.story import Story
from ppsim.explore.walk import Walk
from ppsim.format.case import Case


@dataclass(frozen=True, slots=True)
class Subject:
    """A case and a group, as a room may see them."""

    title: str
    standing: str
    """What the key rests on, in a sentence."""
    boards: Mapping[str, Board]
    """Scene -> its board, in the order of the case."""
    shown: Shown
    synthetic: bool

    @property
    def group(self) -> str:
        """How many there were, and that they are made up, where they are."""
        shown = self.shown
        said = []
        if shown.began and shown.finished:
            are = "is" if shown.finished == "1" else "are"
            said.append(f"{shown.began} began this case; {shown.finished} {are} counted.")
        if self.synthetic:
            said.append(f"This is a {LABEL}.")
        return " ".join(said)

    def begin(self, minutes: int) -> Seminar:
        """A seminar on it, about to open.

        Raises:
            ValueError: the case has no decision to talk about.
        """
        options = {scene: len(board.options) for scene, board in self.boards.items()}
        shown = self.shown
        return begin(shown.case, shown.case_id, options, shown.agenda, minutes)


def subject_of(
    story: Story, structure: Structure, walked: Walk | None, shown: Shown, *, synthetic: bool
) -> Subject:
    """Put together what a seminar needs.

    Args:
        story: the case, compiled.
        structure: its shape.
        walked: where it can go.
        shown: the projection of the group's figures.
        synthetic: somebody in the group is made up.

    Raises:
        ValueError: a view that is not for a room.
    """
    if shown.view != "projection":
        raise ValueError("a room sees the projection, and no other view")
    found = boards(story, structure, walked)
    return Subject(story.case.title, _standing(story.case), found, shown, synthetic)


def _standing(case: Case) -> str:
    if case.key_status == "author-provisional" or case.panel is None:
        return "The key is the author's own, and provisional."
    panel = case.panel
    alpha = ""
    if panel.alpha is not None:
        alpha = f"; how far it agreed, as Krippendorff's alpha (ordinal): {panel.alpha:.2f}"
        if panel.interval is not None:
            low, high = panel.interval
            alpha += f", 95 % interval {low:.2f} to {high:.2f}"
    return f"The key rests on a panel of {panel.n}, {panel.date}{alpha}."
