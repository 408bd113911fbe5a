"""What changed in meaning between two versions of a case.

What is compared is the canonical text of docs/architecture.md, the one that hashes are made of:
two cases with the same hash differ in nothing, and two with different hashes differ in something
that is named here. Scenes and options under a new id are recognised by what they say.
"""

from __future__ import annotations

from dataclasses import dataclass

from ppsim.explore.difference_changes import Change, case_changes, rubric_changes
from ppsim.explore.difference_figures import Figure, figures
from ppsim.explore.difference_renames import Renames, find_renames
from ppsim.explore.walk import Walk


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that changed from one version to the other."""

    same: bool
    """Whether case and rubric have the same hashes: no change in meaning."""
    renames: Renames
    changes: tuple[Change, ...]
    """Of the text: the case's head, its scenes in the order of the new version, the rubric."""
    figures: tuple[Figure, ...]
    """What plays come to, where that changed."""
    bounded: bool
    """Whether a walk was bounded, so that figures could not be compared."""


def difference(before: Walk, after: Walk) -> Difference:
    """Compare two versions of a case, each walked with the rubric it is played by."""
    old, new = before.story.case, after.story.case
    same = (before.story.case_hash, before.rubric.hash) == (
        after.story.case_hash,
        after.rubric.hash,
    )
    if same:
        return Difference(True, Renames({}, {}), (), (), False)
    renames = find_renames(old, new)
    whole = before.complete and after.complete
    return Difference(
        same=False,
        renames=renames,
        changes=(
            *case_changes(old, new, renames, before.rubric, after.rubric),
            *rubric_changes(before.rubric, after.rubric),
        ),
        figures=figures(before, after, renames) if whole else (),
        bounded=not whole,
    )
