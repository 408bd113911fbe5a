"""Agreement, stability and the floors. Every panel here is synthetic."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_panels import as_csv, made_ratings
from panel_case import LONG, RUBRIC, SHORT, case_of

from ppsim.panel.agreement import agreement
from ppsim.panel.judge import Panel, judge, options_of, refusals
from ppsim.panel.ratings import read_ratings
from ppsim.panel.written import as_text, with_panel
from scoring.cohort.agreement import agreement as scoring_agreement
from scoring.cohort.agreement import krippendorff_alpha
from scoring.cohort.estimate import Estimate

CASE = case_of(LONG)


def panel_of(table: str) -> Panel:
    data = {"r.csv": table.encode()}
    return judge(CASE, RUBRIC, read_ratings(data, CASE, tuple(RUBRIC.codes), options_of(CASE)))


def made(raters: int, noise: float, seed: int = 1) -> Panel:
    return panel_of(as_csv(made_ratings(CASE, RUBRIC, raters, noise, seed)))


units = st.lists(
    st.lists(st.one_of(st.none(), st.integers(1, 4)), min_size=3, max_size=5),
    min_size=4,
    max_size=8,
)


@settings(max_examples=60, deadline=None)
@given(units, st.sampled_from(["nominal", "ordinal"]))
def test_the_library_and_the_formula_agree(rows: list[list[int | None]], level: str) -> None:
    said = {
        str(n): [{str(r): v for r, v in enumerate(row) if v is not None}]
        for n, row in enumerate(rows)
    }
    found = agreement(said, level)  # type: ignore[arg-type]
    by_hand = scoring_agreement(dict(enumerate(rows)), level)  # type: ignore[arg-type]
    kept = [row for row in rows if sum(v is not None for v in row) > 1]
    assert (found.alpha if found else None) == pytest.approx(
        krippendorff_alpha(kept, level)  # type: ignore[arg-type]
    )
    if found is not None and found.low is not None:
        assert isinstance(by_hand, Estimate)
        interval = by_hand.interval
        assert found.low == pytest.approx(max(-1.0, interval.low))  # type: ignore[union-attr]
        assert found.high == pytest.approx(interval.high)  # type: ignore[union-attr]


def test_krippendorffs_own_example() -> None:
    """Krippendorff (2011), example C: nominal .743, ordinal .815."""
    a = [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None]
    b = [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3]
    c = [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None]
    d = [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None]
    said = {
        str(n): [{str(r): v for r, v in enumerate(unit) if v is not None}]
        for n, unit in enumerate(zip(a, b, c, d, strict=True))
    }
    for level, alpha in (("nominal", 0.743), ("ordinal", 0.815)):
        found = agreement(said, level)  # type: ignore[arg-type]
        assert found is not None
        assert found.alpha == pytest.approx(alpha, abs=5e-4)
        assert found.low is not None
        assert found.high is not None
        assert found.low < found.alpha < found.high


def test_whole_agreement_is_one_and_none_is_about_none() -> None:
    whole = made(15, 0)
    assert whole.ordinal is not None
    assert whole.ordinal.alpha == pytest.approx(1)
    rng = random.Random(3)
    rows = [
        (f"synthetic-{n}", f"{scene}/{choice}", rng.randint(1, 9))
        for n in range(20)
        for scene, choice in options_of(CASE)
    ]
    none = panel_of(as_csv(iter(rows)))
    assert none.ordinal is not None
    assert abs(none.ordinal.alpha) < 0.1
    assert none.nominal is not None
    assert abs(none.nominal.alpha) < 0.1


def test_a_panel_that_agrees_with_the_key_may_stand_behind_it() -> None:
    panel = made(15, 0.6)
    assert len(panel.decisions) == len({s for s, _ in options_of(CASE)})
    assert all(d.agrees for d in panel.decisions)
    assert refusals(panel) == ()
    assert "The key may rest on this panel." in as_text(CASE, panel)


def test_below_the_floors_it_is_refused_in_words() -> None:
    few = refusals(made(14, 0.6))
    assert len(few) == 1
    assert "14 raters; a key rests on 15 or more" in few[0]
    apart = refusals(made(15, 6))
    assert any("below 0.667" in why for why in apart)
    table = as_csv(row for row in made_ratings(CASE, RUBRIC, 15, 0.6) if "door/" not in row[1])
    assert refusals(panel_of(table)) == ("not every decision was rated: door",)
    turned = as_csv(
        (rater, option, 10 - n if option.startswith("door/") else n)
        for rater, option, n in made_ratings(CASE, RUBRIC, 15, 0.6)
    )
    (why,) = refusals(panel_of(turned))
    assert "another option best than the key" in why
    assert "door: busy" in why


def test_a_decision_that_one_rater_decides_is_named() -> None:
    rows = list(made_ratings(CASE, RUBRIC, 3, 0))
    door = {"synthetic-01": (9, 1), "synthetic-02": (5, 6), "synthetic-03": (5, 6)}
    changed = []
    for rater, option, n in rows:
        if option.startswith("door/"):
            n = {"door/asked": door[rater][0], "door/busy": door[rater][1]}.get(option, 1)
        changed.append((rater, option, n))
    panel = panel_of(as_csv(iter(changed)))
    judged = next(d for d in panel.decisions if d.scene == "door")
    assert judged.best == ("asked",)
    assert judged.swayed_by == ("synthetic-01",)
    assert "without synthetic-01 another would be best" in as_text(CASE, panel)
    assert all(not d.swayed_by for d in panel.decisions if d.scene != "door")


def test_a_second_choice_of_three_in_ten_makes_a_decision_contested() -> None:
    def divided(second: int) -> Panel:
        rows = []
        for rater, option, n in made_ratings(CASE, RUBRIC, 20, 0):
            if option.startswith("door/"):
                prefers = "busy" if int(rater[-2:]) <= second else "asked"
                n = 8 if option.endswith(prefers) else 2
            rows.append((rater, option, n))
        return panel_of(as_csv(iter(rows)))

    for second, contested in ((5, ()), (6, ("asked", "busy"))):
        panel = divided(second)
        door = next(d for d in panel.decisions if d.scene == "door")
        assert door.contested == contested
        said = " ".join(as_text(CASE, panel).split())
        assert ("contested: [asked, busy]" in said) == bool(contested)


def test_codes_are_agreed_on_by_name() -> None:
    lines = ["rater,option,code"]
    for scene, choice in options_of(CASE):
        coded = next(c for c in CASE.scenes[scene].choices if c.id == choice).codes
        assert coded
        for n in range(4):
            other = n and (scene, choice) == ("door", "asked")
            lines.append(f"s{n},{scene}/{choice},{'SAR.PAUSE' if other else coded[0].code}")
    panel = panel_of("\n".join(lines))
    assert panel.over_codes
    assert panel.nominal is not None
    assert 0.9 < panel.nominal.alpha < 1
    assert panel.ordinal is None
    (coded_anew,) = panel.coded
    assert (coded_anew.theirs, coded_anew.count, coded_anew.of) == ("SAR.PAUSE", 3, 4)
    assert refusals(panel)


HEADS = [
    LONG,
    LONG.replace("minutes: 6", "key_status: author-provisional  # as yet\nminutes: 6"),
    LONG.replace("minutes: 6", 'key_status: "author-provisional"\nminutes: 6'),
    LONG.replace(
        "minutes: 6", "key_status: panel\npanel:\n  n: 15\n  date: 2020-01-01\nminutes: 6"
    ),
    LONG.replace("minutes: 6", "panel: {n: 15, date: 2020-01-01}\nkey_status: panel\nminutes: 6"),
]


@pytest.mark.parametrize("text", [*HEADS, *(head.replace("\n", "\r\n") for head in HEADS)])
def test_the_case_says_so_and_nothing_else_of_it_changes(text: str) -> None:
    panel = made(16, 0.6)
    after = with_panel(text, panel, "2026-03-31")
    case, before = case_of(after), case_of(text)
    assert case.key_status == "panel"
    assert case.panel is not None
    assert (case.panel.n, case.panel.date) == (16, "2026-03-31")
    assert panel.ordinal is not None
    assert case.panel.alpha == pytest.approx(panel.ordinal.alpha, abs=0.005)
    update = {"key_status": before.key_status, "panel": before.panel}
    assert case.model_copy(update=update) == before
    assert after.count("#") == text.count("#")
    assert after.count("\r") in (0, after.count("\n"))
    assert with_panel(after, panel, "2026-03-31") == after


def test_the_text_fits_eighty_columns(tmp_path: Path) -> None:
    for raters, noise in ((2, 0.0), (3, 3.0), (15, 0.6)):
        assert all(len(line) <= 80 for line in as_text(CASE, made(raters, noise)).splitlines())
    assert SHORT
