"""Walks of what a command works on, each made once."""

from __future__ import annotations

from ppsim.explore import Walk, walk
from ppsim.store.material import Material


class Walks:
    """Walks by the hashes of case and rubric."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str], Walk] = {}

    def of(self, material: Material) -> Walk:
        """The walk of a case with its rubric."""
        key = material.case_text.hash, material.rubric.hash
        if key not in self._made:
            self._made[key] = walk(material.story, material.rubric)
        return self._made[key]
