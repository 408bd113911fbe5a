"""Synthetic panels, for tests alone: made by a seed, said by nobody."""

from __future__ import annotations

import random
from collections.abc import Iterator

from ppsim.engine.frames import choice_view
from ppsim.format.case import Case
from ppsim.panel.judge import decisions_of
from scoring.rubric import Rubric
from scoring.weights import weigh_offer


def made_ratings(
    case: Case, rubric: Rubric, raters: int, noise: float, seed: int = 1
) -> Iterator[tuple[str, str, int]]:
    """Rater, option, rating: the key's order on a scale of 1 to 9, with normal noise."""
    rng = random.Random(seed)
    for scene_id, ids in decisions_of(case, rubric).items():
        scene = case.scenes[scene_id]
        options = [choice_view(case, scene_id, scene, i).option for i in range(len(scene.choices))]
        row = weigh_offer(rubric, options, scene.contested)
        weight = dict(zip(row.ids, row.overall, strict=True))
        for n in range(raters):
            for id_ in ids:
                rating = round(5 + 2 * weight[id_] + rng.gauss(0, noise))
                yield f"synthetic-{n + 1:02}", f"{scene_id}/{id_}", min(9, max(1, rating))


def as_csv(rows: Iterator[tuple[str, str, int]], sign: str = ",") -> str:
    lines = [sign.join(("rater", "option", "rating"))]
    return "\n".join([*lines, *(sign.join(map(str, row)) for row in rows)]) + "\n"
