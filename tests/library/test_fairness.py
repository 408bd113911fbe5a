"""The library can't be won by a rule of thumb, and the page that says so is made from it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ppsim.catalogue.reading import read_case
from ppsim.explore.policies.library import Fairness, fairness
from ppsim.report.fairness import markdown
from ppsim.store.material import material

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/library/fairness.md"
LEAD = """# Is the library fair?

Could somebody who understands nothing do well by always picking the longest reply, by never
disclosing, by always naming the process? This page is made by `ppsim bots vignettes --format md`,
and a test compares it with what the command says. The rules, A, p and the gates are defined in
[scoring](../scoring.md), section 10. The keys behind the weights are their authors' own
(`author-provisional`): the page shows that the key can't be guessed by these rules, and says
nothing about whether the key is right.

"""


@pytest.fixture(scope="module")
def found() -> Fairness:
    made = []
    for path in sorted((ROOT / "vignettes").glob("*.yaml")):
        read = read_case(path)
        assert read.playable is not None, path
        made.append(material(*read.playable))
    return fairness([(m.story, m.rubric) for m in made])


def test_no_gate_refuses_or_warns_over_fifty_decisions_and_more(found: Fairness) -> None:
    assert found.judged.decisions >= 50
    assert {r.verdict for r in found.judged.results} <= {"passes", "does_not_apply"}


def test_no_rule_reaches_a_half_in_any_case(found: Fairness) -> None:
    for result in found.judged.results:
        for case, a in result.by_case.items():
            assert a < 0.5, (result.id, case)


def test_best_options_do_not_look_like_best_options(found: Fairness) -> None:
    looks = found.balance
    assert looks.best_longest <= 0.30 * looks.decisions
    assert abs(looks.length_gap) <= 0.10
    for place, expected in zip(looks.places, looks.places_expected, strict=True):
        assert abs(place - expected) <= 0.35 * expected + 1
    for mark in looks.marks:
        assert abs(mark.best - mark.others) <= 0.10, mark


def test_the_page_is_what_the_command_says(
    found: Fairness, golden: Callable[[Path, str], None]
) -> None:
    golden(PAGE, LEAD + markdown(found))
