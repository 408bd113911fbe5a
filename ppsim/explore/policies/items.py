"""Decisions as a rule of thumb sees them: words, order and codes, all options there at once."""

from __future__ import annotations

from dataclasses import dataclass

from ppsim.engine.program import option_of
from ppsim.format.case import Case, Scene
from scoring.decisions import codes_of
from scoring.options import Option
from scoring.rubric import Rubric
from scoring.weights import weigh_offer

PROMPT_LINES = 2
"""How many of the scene's last lines count, with ``ask``, as what the options answer to."""


@dataclass(frozen=True, slots=True)
class ItemOption:
    """One option, as a rule sees it."""

    id: str
    words: str
    spoken: bool
    """Said, rather than done or thought."""
    option: Option
    weight: float
    """Effective weight, which no rule may look at."""

    @property
    def codes(self) -> tuple[str, ...]:
        """Its codes, primary first."""
        return codes_of(self.option)


@dataclass(frozen=True, slots=True)
class Item:
    """One decision of a case with all its options, in the author's order."""

    case: str
    scene: str
    phase: str
    prompt: str
    """The last lines of the scene and its ``ask``."""
    k: int
    """2 where an option meets a key feature, else 1."""
    options: tuple[ItemOption, ...]

    @property
    def weights(self) -> tuple[float, ...]:
        """Effective weights, in the author's order."""
        return tuple(o.weight for o in self.options)

    @property
    def best(self) -> float:
        """w_max."""
        return max(self.weights)


def items(case: Case, rubric: Rubric) -> tuple[Item, ...]:
    """Every decision of a case, in the order of the file.

    Guards are set aside: all options that are no fallbacks are taken to be on offer.
    """
    found = (_item(case, rubric, name, scene) for name, scene in case.scenes.items())
    return tuple(item for item in found if item is not None)


def _item(case: Case, rubric: Rubric, name: str, scene: Scene) -> Item | None:
    if scene.hub is not None or scene.phase is None:
        return None
    to = case.addressee(scene.phase)
    choices = [c for c in scene.choices if not c.fallback]
    offered = [option_of(c, None if c.mode == "think" else c.to or to) for c in choices]
    if len(offered) < 2:
        return None
    row = weigh_offer(rubric, offered, scene.contested)
    if not row.is_decision:
        return None
    last = [line.words for line in scene.text[-PROMPT_LINES:]]
    return Item(
        case=case.id,
        scene=name,
        phase=scene.phase,
        prompt=" ".join([*last, scene.ask or ""]),
        k=2 if any(o.meets for o in offered) else 1,
        options=tuple(
            ItemOption(c.id, c.words, c.mode == "say", o, w)
            for c, o, w in zip(choices, offered, row.overall, strict=True)
        ),
    )
