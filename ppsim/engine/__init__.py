"""A case compiled, and played one pure step at a time."""

from __future__ import annotations

from ppsim.engine.story import Story, compile_case
from ppsim.engine.values import ChoiceView, NotOffered, SceneView, Spoken, State

__all__ = ["ChoiceView", "NotOffered", "SceneView", "Spoken", "State", "Story", "compile_case"]
