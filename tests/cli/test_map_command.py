"""``ppsim map`` and the plays of ``ppsim walk`` as an author meets them."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
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


@pytest.mark.parametrize(
    ("format_", "ending"), [("tree", "txt"), ("mermaid", "mmd"), ("dot", "dot"), ("svg", "svg")]
)
def test_a_map_in_each_format(
    format_: str,
    ending: str,
    capsys: pytest.CaptureFixture[str],
    golden: Callable[[Path, str], None],
    tmp_path: Path,
) -> None:
    code, said, _ = out(capsys, "map", TOMASZ, "--format", format_)
    assert code == 0
    golden(GOLDENS / f"map-tomasz.{ending}", said)
    file = tmp_path / f"tomasz.{ending}"
    code, told, _ = out(capsys, "map", TOMASZ, "-o", file)
    assert code == 0
    assert file.read_text(encoding="utf-8") == said
    assert "a map of Twenty past" in told
    code, _, problem = out(capsys, "map", TOMASZ, "-o", file)
    assert code == 2
    assert "--yes" in problem


def test_findings_stand_on_their_scene(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    text = TOMASZ.read_text(encoding="utf-8")
    case = tmp_path / "tomasz.yaml"
    case.write_text(
        text.replace("if: pressure >= 3\n        because", "if: pressure > 5\n        because")
    )
    _, checked, _ = out(capsys, "check", case, "--format", "json")
    never = [f for f in json.loads(checked)["findings"] if "text-me" in f["message"]]
    assert never
    code, said, _ = out(capsys, "map", case)
    assert code == 0
    scenes = re.split(r"\n\n", said)
    marked = [s for s in scenes if "\n      ! " in s]
    assert len(marked) == 1
    assert re.match(r"100%. the-hour ", marked[0])
    assert never[0]["code"] in marked[0]
    for format_ in ("dot", "mermaid", "svg"):
        assert never[0]["code"] in out(capsys, "map", case, "--format", format_)[1]
        unmarked = out(capsys, "map", case, "--format", format_, "--no-findings")[1]
        assert never[0]["code"] not in unmarked


def test_a_library_may_weigh_a_finding_away(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    case = tmp_path / "tomasz.yaml"
    text = TOMASZ.read_text(encoding="utf-8")
    case.write_text(
        text.replace("if: pressure >= 3\n        because", "if: pressure > 5\n        because")
    )
    said = out(capsys, "map", case)[1]
    codes = set(re.findall(r"! \w+ (PP\d+)", said))
    off = "\n".join(f'{code} = "off"' for code in codes)
    (tmp_path / "ppsim.toml").write_text(f"[severity]\n{off}\n")
    code, said, problem = out(capsys, "map", case)
    assert (code, problem) == (0, "")
    assert "! " not in said


def test_what_is_wrong_with_another_file_is_told_beside_the_map(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    case = tmp_path / "tomasz.yaml"
    case.write_bytes(TOMASZ.read_bytes())
    (tmp_path / "ppsim.toml").write_text("[severity\n")
    code, said, problem = out(capsys, "map", case)
    assert code == 0
    assert "ppsim.toml" in problem
    assert "! " not in said


def test_a_case_is_named_by_its_id_as_well(capsys: pytest.CaptureFixture[str]) -> None:
    code, said, _ = out(capsys, "map", "sofia", "--format", "svg")
    assert code == 0
    assert ET.fromstring(said).find("{http://www.w3.org/2000/svg}title") is not None
    code, _, problem = out(capsys, "map", "sofja")
    assert code == 2
    assert "did you mean sofia" in problem
    assert out(capsys, "walk", "sofia")[0] == 0


def test_a_bounded_map_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    code, said, _ = out(capsys, "map", TOMASZ, "--budget", "3")
    assert code == 0
    assert "bounded: 3 states were walked" in " ".join(said.split())
    assert "%" not in said
    assert "can't be reached" not in said


def test_a_faulty_case_is_not_drawn(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("ppsim: 1\nscenes: [")
    code, said, problem = out(capsys, "map", broken)
    assert code == 1
    assert said == ""
    assert "ppsim check" in problem


@pytest.mark.parametrize("case", ["james", "lois", "mark", "sofia"])
def test_what_is_said_of_a_case_fits_80_columns(
    case: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for words in (["map", case], ["walk", case, "--random", "50", "--policy", "worst"]):
        for line in out(capsys, *words)[1].splitlines():
            assert len(line) <= 80


@pytest.mark.parametrize("policy", ["uniform", "least-used", "best", "worst"])
def test_walk_plays_beside_the_exact_figures(
    policy: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("walk", TOMASZ, "--random", "300", "--policy", policy, "--seed", "5")
    code, said, _ = out(capsys, *words)
    assert code == 0
    assert "300 plays" in said
    assert all(len(line) <= 80 for line in said.splitlines())
    assert out(capsys, *words)[1] == said
    found = json.loads(out(capsys, *words, "--format", "json")[1])
    assert found["sampled"]["policy"] == policy
    assert (found["sampled"]["total"]["exact"] is None) == (policy == "least-used")
    total = {"best": found["v_star"], "worst": found["bounds"]["total"]["low"]}.get(policy)
    if total is not None:
        assert found["sampled"]["total"]["counts"] == [{"total": total, "plays": 300}]


def test_walk_names_what_a_budget_weakens(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("walk", TOMASZ, "--budget", "3", "--random", "50", "--policy", "best")
    code, said, _ = out(capsys, *words)
    assert code == 1
    assert "always what weighs most there and then" in " ".join(said.split())
    found = json.loads(out(capsys, *words, "--format", "json")[1])
    for claim in found["weakened"]:
        assert f"  {claim['claim'].replace('_', ' ')}: " in said
    assert {"traps", "v_star", "bounds", "routes", "random_play", "sampled"} <= {
        claim["claim"] for claim in found["weakened"]
    }


@pytest.mark.parametrize("count", ["0", "-1", "many", "1e3"])
def test_a_number_of_plays_is_a_whole_number(
    count: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(["walk", str(TOMASZ), "--random", count])
    assert left.value.code == 2
    assert "whole number" in capsys.readouterr().err
