"""What if an option carried other codes: a case changed in memory, and judged again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ppsim.explore.policies.library import Fairness
from ppsim.format.case import Case, Choice, Coded
from ppsim.format.diagnostics import nearest
from scoring.rubric import Rubric


class NoSuchOption(ValueError):
    """A swap names something that is not there; the message says what, and what is near."""


@dataclass(frozen=True, slots=True)
class Swap:
    """Other codes for one option, or two options that exchange theirs."""

    scene: str
    choice: str
    codes: tuple[Coded, ...] | None = None
    other: tuple[str, str] | None = None
    """Scene and choice to exchange codes with, where ``codes`` is ``None``."""


@dataclass(frozen=True, slots=True)
class RuleMoved:
    """How one rule fares before and after."""

    id: str
    says: str
    a_before: float | None
    a_after: float | None
    verdict_before: str
    verdict_after: str

    @property
    def same(self) -> bool:
        """Whether neither A nor the verdict moved."""
        return (self.a_before, self.verdict_before) == (self.a_after, self.verdict_after)


def with_swaps(case: Case, rubric: Rubric, swaps: Iterable[Swap]) -> Case:
    """The case with the codes of some options changed, one swap after the other.

    Raises:
        NoSuchOption: a scene, an option or a code that is not there.
    """
    for swap in swaps:
        first = _choice(case, swap.scene, swap.choice)
        if swap.other is not None:
            second = _choice(case, *swap.other)
            case = _coded(case, swap.scene, swap.choice, second.codes)
            case = _coded(case, *swap.other, first.codes)
        else:
            for coded in swap.codes or ():
                if coded.code not in rubric.codes:
                    raise NoSuchOption(_unknown("code", coded.code, rubric.codes))
            case = _coded(case, swap.scene, swap.choice, swap.codes)
    return case


def moved(before: Fairness, after: Fairness) -> tuple[RuleMoved, ...]:
    """Every rule with how it fares before and after, in the order judged."""
    then = {result.id: result for result in after.judged.results}
    return tuple(
        RuleMoved(was.id, was.says, was.a, then[was.id].a, was.verdict, then[was.id].verdict)
        for was in before.judged.results
    )


def _choice(case: Case, scene_id: str, choice_id: str) -> Choice:
    scene = case.scenes.get(scene_id)
    if scene is None:
        raise NoSuchOption(_unknown("scene", scene_id, case.scenes))
    for choice in scene.choices:
        if choice.id == choice_id:
            return choice
    ids = [choice.id for choice in scene.choices]
    raise NoSuchOption(_unknown(f"option of {scene_id}", choice_id, ids))


def _coded(case: Case, scene_id: str, choice_id: str, codes: tuple[Coded, ...] | None) -> Case:
    scene = case.scenes[scene_id]
    choices = tuple(
        choice.model_copy(update={"codes": codes}) if choice.id == choice_id else choice
        for choice in scene.choices
    )
    changed = scene.model_copy(update={"choices": choices})
    return case.model_copy(update={"scenes": {**case.scenes, scene_id: changed}})


def _unknown(what: str, name: str, known: Iterable[str]) -> str:
    near = nearest(name, _listed(known))
    return f"there is no {what} called {name}" + (f"; did you mean {near}?" if near else "")


def _listed(names: Iterable[str]) -> Sequence[str]:
    return list(names)
