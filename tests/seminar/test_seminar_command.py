"""``ppsim seminar``: what is refused before anything is drawn, and what it goes on with."""

from __future__ import annotations

import argparse
import json
import os
import stat
from pathlib import Path

import pytest

from ppsim.cli.commands import seminar
from ppsim.cli.main import main
from ppsim.cli.parser import parse
from ppsim.cli.problems import Exit, Problem
from ppsim.cli.sources import Gathered, gather
from ppsim.cohort.seminar_keep import to_json


@pytest.fixture
def group(tmp_path: Path) -> Path:
    """The attempts of a made-up cohort."""
    folder = tmp_path / "demo"
    case = Path(__file__).parent.parent / "cases" / "good" / "tomasz.yaml"
    assert main(["cohort", "demo", "-o", str(folder), "--case", str(case)]) == Exit.OK
    return folder


def asked(group: Path, *more: str) -> tuple[argparse.Namespace, Gathered]:
    args = parse(["seminar", str(group), *more])
    return args, gather(args)


def test_without_a_terminal_it_says_what_works_instead(
    group: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["seminar", str(group)]) == Exit.USAGE
    assert "--view projection" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["--minutes", "45"], ["--resume", "--new"], []])
def test_what_makes_no_sense_is_refused(words: list[str], group: Path) -> None:
    sources = [str(group)] if words else []
    with pytest.raises(SystemExit) as left:
        parse(["seminar", *sources, *words])
    assert left.value.code == Exit.USAGE


def test_it_goes_on_with_what_was_left_and_never_writes_over_it_unasked(group: Path) -> None:
    args, found = asked(group)
    subject = seminar.subject_of(found, None)
    path = seminar.kept_at(found)
    fresh = seminar.seminar_of(subject, path, args)
    assert fresh == subject.begin(50)
    with pytest.raises(Problem, match="no seminar of this group"):
        seminar.seminar_of(subject, path, asked(group, "--resume")[0])

    left = fresh.on(10.0).on(20.0).on(30.0)
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(to_json(left, 77.0)), "utf-8")
    with pytest.raises(Problem, match="--resume") as refused:
        seminar.seminar_of(subject, path, args)
    assert refused.value.exit == Exit.USAGE
    on = seminar.seminar_of(subject, path, asked(group, "--resume")[0])
    assert (on.at, on.step, on.elapsed) == (left.at, left.step, 77.0)
    anew = seminar.seminar_of(subject, path, asked(group, "--new", "--minutes", "90")[0])
    assert anew == subject.begin(90)


def test_a_damaged_file_is_named_and_left(group: Path) -> None:
    args, found = asked(group)
    subject, path = seminar.subject_of(found, None), seminar.kept_at(found)
    path.parent.mkdir(parents=True)
    path.write_text("{", "utf-8")
    with pytest.raises(Problem, match="--new") as refused:
        seminar.seminar_of(subject, path, args)
    assert str(path) in str(refused.value)
    assert path.read_text("utf-8") == "{"


def test_a_room_is_shown_the_same_issue_twice_and_nobody_else_can_read_what_it_was(
    group: Path, own_home: Path
) -> None:
    _, found = asked(group)
    first, second = seminar.subject_of(found, None), seminar.subject_of(found, None)
    assert first.shown == second.shown
    assert first.shown.view == "projection"
    assert first.synthetic
    (kept,) = (own_home / "shown").iterdir()
    if os.name == "posix":
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
