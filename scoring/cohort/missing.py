"""The rules for missing data, in words: every group figure names the one it was made by."""

from __future__ import annotations

COUNTED = "first attempts that reached an ending; too fast ones left out"
"""Which attempts enter at all (docs/scoring.md section 11)."""

REACHED = f"{COUNTED}; of these, those that met the decision"
"""What a branching player did not see is missing for a reason, and never filled in."""

OFFERED = f"{COUNTED}; of these, those to whom the option was on offer"

PAIRS = "people with a first and a second attempt that both reached an ending; others left out"

LISTWISE = f"{COUNTED}; only people with an answer to every spine decision (listwise)"

PAIRWISE = f"{COUNTED}; each pair of ratings that stands is used (pairwise)"

ALL_CASES = f"{COUNTED}; only people with such an attempt at every case compared (listwise)"

PAIRS_OF_BLOCKS = f"{COUNTED}; of these, pairs in which the pattern was on offer and avoidable"
