"""The paragraph a debrief opens with: what was done, without a number in it."""

from __future__ import annotations

from collections.abc import Sequence

from ppsim.report.model import DecisionNote, Said
from scoring.attempt import AttemptScore

SENTENCES = 5
"""How many decisions the paragraph tells at most; the ending comes after them."""


def opening(
    decisions: Sequence[DecisionNote],
    score: AttemptScore,
    ending: str | None,
    ending_lines: Sequence[Said],
) -> str:
    """A short paragraph of the decisions that carry the path, in order, then how it ended.

    Which carry it: the two moments, the best repair, key features met, then the first and the
    last decisions, until there are five.
    """
    if not decisions:
        return (
            "You stopped before the first decision. Nothing was chosen, and nothing is said here."
        )
    by_pick = {d.pick: note for d, note in zip(score.decisions, decisions, strict=True)}
    wanted: list[int] = list(score.moments[:2])
    if score.repairs.best and score.repairs.best.mended_at is not None:
        wanted.append(score.repairs.best.mended_at)
    wanted += [pick for f in score.features for pick in f.taken[:1]]
    picks = list(by_pick)
    wanted += [picks[0], picks[-1], *picks[1:-1]]
    telling = [p for p in dict.fromkeys(wanted) if p in by_pick][:SENTENCES]
    sentences = [by_pick[p].recap for p in sorted(telling)]
    if ending:
        sentences.append(ending)
    else:
        sentences += [line.words for line in ending_lines if line.name is None][:1]
    return " ".join(_sentence(s) for s in sentences)


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "!", "?", '."', '!"', '?"')) else text + "."
