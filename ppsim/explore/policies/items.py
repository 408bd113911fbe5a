"""Decisions as a rule of thumb sees them: words, order and codes of what is on offer together."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass

from ppsim.engine.story import Story
from ppsim.engine.values import ChoiceView, SceneView, State
from scoring.decisions import codes_of
from scoring.options import Option
from scoring.rubric import Rubric
from scoring.weights import weigh_offer

PROMPT_LINES = 2
"""How many of the scene's last lines count, with ``ask``, as what the options answer to."""
SAMPLED = 1000
"""Random plays from which is told what a scene with guarded options mostly offers."""
LONGEST = 1000
"""Steps after which a random play is given up, should a case go round for ever."""


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
    """One decision of a case with its options, in the author's order."""

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


def items(story: Story, rubric: Rubric) -> tuple[Item, ...]:
    """Every decision of a case, in the order of the file.

    Where guards make a scene offer now this and now that, it counts once, with the options most
    often on offer together at first visits over 1,000 seeded random plays.
    """
    seen: dict[str, Counter[tuple[str, ...]]] = {}
    offers: dict[tuple[str, tuple[str, ...]], State] = {}
    rng = random.Random(0)
    for _ in range(SAMPLED):
        _play(story, rng, seen, offers)
    found = []
    for scene in story.case.scenes:
        if scene in seen:
            ids = max(seen[scene].items(), key=lambda pair: (pair[1], pair[0]))[0]
            item = item_of(story, rubric, offers[scene, ids])
            if item is not None:
                found.append(item)
    return tuple(found)


def item_of(story: Story, rubric: Rubric, state: State) -> Item | None:
    """The decision as it stands in a state; ``None`` where nothing is decided there."""
    scene, offered = story.scene(state), story.offers(state)
    options = [choice.option for choice in offered]
    if scene.kind != "decision" or scene.phase is None or len(options) < 2:
        return None
    row = weigh_offer(rubric, options, scene.contested)
    if not row.is_decision:
        return None
    return Item(
        case=story.case.id,
        scene=scene.id,
        phase=scene.phase,
        prompt=_prompt(scene),
        k=2 if any(o.meets for o in options) else 1,
        options=tuple(_option(c, w) for c, w in zip(offered, row.overall, strict=True)),
    )


def _option(choice: ChoiceView, weight: float) -> ItemOption:
    return ItemOption(choice.id, choice.words, choice.mode == "say", choice.option, weight)


def _prompt(scene: SceneView) -> str:
    last = [line.words for line in scene.source.text[-PROMPT_LINES:]]
    return " ".join([*last, scene.ask or ""])


def _play(
    story: Story,
    rng: random.Random,
    seen: dict[str, Counter[tuple[str, ...]]],
    offers: dict[tuple[str, tuple[str, ...]], State],
) -> None:
    state = story.start
    for _ in range(LONGEST):
        scene, offered = story.scene(state), story.offers(state)
        if scene.kind == "ending":
            return
        if scene.kind == "decision" and story.first_visit(state):
            ids = tuple(choice.id for choice in offered)
            seen.setdefault(scene.id, Counter())[ids] += 1
            offers.setdefault((scene.id, ids), state)
        if offered:
            state = story.step(state, rng.choice(offered).id)
        elif scene.kind == "decision":
            return
        else:
            state = story.go_on(state) if scene.kind == "passage" else story.leave(state)
