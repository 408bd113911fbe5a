"""What stands behind the options of a scene, for its author: codes, weights, what follows, why.

Weights are derived from the rubric, never typed (docs/scoring.md section 1).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ppsim.authoring.replaying import written
from ppsim.engine.layout import Value
from ppsim.engine.story import Story
from ppsim.engine.values import ChoiceView, Spoken, State
from scoring.rubric import Rubric
from scoring.weights import Weight, weigh


@dataclass(frozen=True, slots=True)
class Margin:
    """An option of a scene, as its author sees it."""

    choice: ChoiceView
    on_offer: bool
    """Whether it is, in this state."""
    weight: Weight | None
    """``None`` in a hub, where nothing scores, and without a rubric that has all its codes."""
    changes: tuple[tuple[str, Value, Value], ...] = ()
    """Variables it changes from this state: name, before, after."""
    then: tuple[Spoken, ...] = ()
    """What it sets off at once, as it would be heard from this state."""
    leads_to: str | None = None
    """The scene it leads to from this state; ``None`` where it is not on offer."""


def margins(story: Story, rubric: Rubric | None, state: State) -> tuple[Margin, ...]:
    """Every option of the scene, on offer in this state or not, in the author's order."""
    offered = {choice.id for choice in story.offers(state)}
    hub = story.scene(state).kind == "hub"
    found = []
    for choice in story.programs[state.scene].choices:
        weight = None if hub else _weight(rubric, choice)
        if choice.id not in offered:
            found.append(Margin(choice, False, weight))
            continue
        after = story.step(state, choice.id)
        changes = tuple(_changes(story.values(state), story.values(after)))
        then = story.consequence(state, choice.id)
        found.append(Margin(choice, True, weight, changes, then, after.scene))
    return tuple(found)


def _weight(rubric: Rubric | None, choice: ChoiceView) -> Weight | None:
    codings = choice.option.codings
    if rubric is None or codings is None or any(c.code not in rubric.codes for c in codings):
        return None
    return weigh(rubric, choice.option)


def _changes(
    before: Mapping[str, Value], after: Mapping[str, Value]
) -> Iterator[tuple[str, Value, Value]]:
    for name, value in before.items():
        if after[name] != value:
            yield name, value, after[name]


def in_words(margin: Margin, rubric: Rubric | None) -> tuple[tuple[str, str], ...]:
    """The margin as labels and texts, in one order; what there is nothing to say of is left out."""
    return tuple((label, text) for label, text in _told(margin, rubric) if text)


def _told(margin: Margin, rubric: Rubric | None) -> Iterator[tuple[str, str]]:
    source, option = margin.choice.source, margin.choice.option
    yield "if", source.when or ""
    yield "fallback", "on offer only where nothing else is" if source.fallback else ""
    yield "codes", _codes(margin, rubric)
    yield "weight", _weighed(margin.weight)
    yield "meets", ", ".join(source.meets)
    yield "strain", "it costs something between the two" if source.strain else ""
    if option.tells is not None:
        yield "tells", f"{option.tells.decision}, for the need of: {option.tells.whose_need}"
    yield (
        "changes",
        ", ".join(
            f"{name} {written(before)} to {written(after)}"
            for name, before, after in margin.changes
        ),
    )
    yield "because", source.because or ""
    yield "for the client", source.client_side or ""
    yield (
        "then",
        " / ".join(
            f"{line.name}: {line.words}" if line.name else line.words for line in margin.then
        ),
    )
    yield "leads to", margin.leads_to or "" if margin.on_offer else ""


def _codes(margin: Margin, rubric: Rubric | None) -> str:
    codings = margin.choice.option.codings
    if codings is None:
        return ""
    if not codings:
        return "none, on purpose"
    told = []
    for coding in codings:
        known = rubric.codes.get(coding.code) if rubric is not None else None
        name = f" ({known.name})" if known is not None else ""
        told.append(f"{coding.code}{name}" + (" at half" if coding.intensity == 0.5 else ""))
    return ", ".join(told)


def _weighed(weight: Weight | None) -> str:
    if weight is None:
        return ""
    each = weight.by_dimension
    parts = ", ".join(f"{name} {value:+g}" for name, value in each.items()) if len(each) > 1 else ""
    return f"{weight.overall:+g}" + (f" ({parts})" if parts else "")
