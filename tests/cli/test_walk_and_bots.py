"""``ppsim walk`` and ``ppsim bots`` as an author meets them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from ppsim.cli.main import main

ROOT = Path(__file__).parents[2]
TOMASZ = ROOT / "tests/cases/good/tomasz.yaml"
GOLDENS = Path(__file__).parent / "goldens"


def out(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str, str]:
    code = main([str(w) for w in words])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_walk_says_what_can_be_reached(
    capsys: pytest.CaptureFixture[str], golden: Callable[[Path, str], None]
) -> None:
    code, said, _ = out(capsys, "walk", TOMASZ)
    assert code == 0
    golden(GOLDENS / "walk-tomasz.txt", said)


def test_walk_counts_the_same_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    code, said, _ = out(capsys, "walk", TOMASZ, "--format", "json")
    found = json.loads(said)
    assert code == 0
    assert found["complete"]
    assert sum(found["random_play"]["endings"].values()) == pytest.approx(1)
    assert {e["kind"] for e in found["endings"]} == {"held", "unspoken"}


def test_a_bounded_walk_says_so_and_claims_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    code, said, _ = out(capsys, "walk", TOMASZ, "--budget", "3")
    assert code == 1
    assert "Bounded: 3 states were walked" in said
    assert "can't be reached" not in said
    assert "On every route" not in said


def test_an_option_out_of_reach_is_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    text = TOMASZ.read_text(encoding="utf-8")
    changed = tmp_path / "tomasz.yaml"
    changed.write_text(
        text.replace("if: pressure >= 3\n        because", "if: pressure > 5\n        because")
    )
    code, said, _ = out(capsys, "walk", changed)
    assert code == 1
    assert "the-hour/text-me: can't be reached" in said


@pytest.mark.parametrize("command", ["walk", "bots"])
def test_what_is_no_case_is_told_in_a_sentence(
    command: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert out(capsys, command, tmp_path / "none.yaml")[0] == 2
    broken = tmp_path / "broken.yaml"
    broken.write_text("ppsim: 1\nscenes: [")
    code, said, problem = out(capsys, command, broken)
    assert code == 2
    assert said == ""
    assert "error PP027" in problem
    assert f"(see: ppsim check {broken})" in problem


def test_bots_warn_on_a_short_case_and_tell_what_a_rule_wins_by(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, said, _ = out(capsys, "bots", TOMASZ)
    assert code == 0
    assert "3 decisions in 1 case." in said
    code, said, _ = out(capsys, "bots", TOMASZ, "--format", "json")
    found = json.loads(said)
    assert found["refused"] is False
    assert {r["id"] for r in found["judged"]["results"]} == set(found["plays"])


def test_bots_print_the_debrief_a_rule_would_get(capsys: pytest.CaptureFixture[str]) -> None:
    code, said, _ = out(capsys, "bots", TOMASZ, "--debrief", "longest")
    assert code == 0
    assert said.startswith("TWENTY PAST")
    assert "WHAT THIS CAN AND CAN'T TELL" in said
    code, _, problem = out(capsys, "bots", TOMASZ, "--debrief", "longer")
    assert code == 2
    assert "there is no rule called longer" in problem


def test_a_folder_is_judged_as_one_library(capsys: pytest.CaptureFixture[str]) -> None:
    code, said, _ = out(capsys, "bots", ROOT / "vignettes", "--format", "json")
    found = json.loads(said)
    assert code == 0
    assert found["judged"]["decisions"] == sum(found["cases"].values()) >= 50


def test_bots_name_the_missing_counter_moments(capsys: pytest.CaptureFixture[str]) -> None:
    jar = ROOT / "docs/examples/the-jar.yaml"
    code, said, _ = out(capsys, "bots", jar)
    assert code == 0
    _, _, named = said.partition("Missing counter-moments.")
    assert "always ask (A +1.00, over a gate): the first 2 together would do" in named
    assert "the-jar/the-bag: picks ask, passes over thank; else A +0.00" in named
    assert all(len(line) <= 80 for line in named.splitlines())
    code, said, _ = out(capsys, "bots", jar, "--format", "md")
    assert "## Missing counter-moments" in said
    code, said, _ = out(capsys, "bots", jar, "--format", "json")
    rules = {m["rule"]: m for m in json.loads(said)["missing"]}
    assert rules["always-ask"]["enough"] == 2
    _, said, _ = out(capsys, "bots", ROOT / "vignettes")
    assert "Missing counter-moments" not in said


def test_bots_show_what_a_swap_would_do_and_touch_no_file(
    capsys: pytest.CaptureFixture[str],
) -> None:
    jar = ROOT / "docs/examples/the-jar.yaml"
    before = jar.read_bytes()
    swaps = (
        "--swap",
        "the-bag/ask=the-bag/thank",
        "--swap",
        "the-rule/plain=FRM.NAME,ATT.CREDIT:0.5",
    )
    code, said, _ = out(capsys, "bots", jar, *swaps)
    assert code == 0
    assert re.search(r"^the most questions +\+1\.00 -> +\+0\.00  passes$", said, re.MULTILINE)
    assert jar.read_bytes() == before
    code, said, _ = out(capsys, "bots", jar, *swaps, "--format", "json")
    found = json.loads(said)
    assert found["swaps"] == [swaps[1], swaps[3]]
    asked = next(r for r in found["rules"] if r["id"] == "most-questions")
    assert (asked["a_before"], asked["verdict_after"]) == (1, "passes")


@pytest.mark.parametrize(
    ("swap", "says"),
    [
        ("the-bag", "a swap is SCENE/OPTION=CODE"),
        ("the-bag/ask=explore", "explore is no code"),
        ("the-bagg/ask=none", "did you mean the-bag?"),
        ("the-jug:the-bag/ask=none", "there is no case the-jug"),
        ("the-bag/ask=ATT.EXPLOR", "did you mean ATT.EXPLORE?"),
    ],
)
def test_a_swap_that_fits_nothing_is_told(
    swap: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said, problem = out(capsys, "bots", ROOT / "docs/examples/the-jar.yaml", "--swap", swap)
    assert (code, said) == (2, "")
    assert says in problem


def test_a_swap_has_no_debrief(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--swap", "the-hour/keep=none", "--debrief", "longest")
    code, said, problem = out(capsys, "bots", TOMASZ, *words)
    assert (code, said) == (2, "")
    assert "do not go together" in problem
