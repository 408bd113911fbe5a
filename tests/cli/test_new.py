"""``ppsim new``: what it writes checks clean, plays to an ending, and takes nothing away."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from command_shell import TOMASZ, Shell

from ppsim.catalogue.reading import read_case
from ppsim.explore import walk
from ppsim.store.material import material


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("seat", "parallel"),
    [*itertools.product(("therapist", "supervisee", "supervisor"), ("life", "process"))],
)
def test_every_starter_checks_clean_is_laid_out_and_comes_to_all_its_endings(
    shell: Shell, seat: str, parallel: str
) -> None:
    made = ("--seat", seat, "--parallel", parallel, "--client", "Jo: # O'Neill")
    assert shell("new", "--title", "Nearly: a #1 'case'", *made, "-o", "own.yaml") == 0
    assert shell("check", "own.yaml") == 0, shell.out
    assert "nothing found" in shell.out
    assert shell("fmt", "--check", "own.yaml") == 0
    playable = read_case(Path("own.yaml")).playable
    assert playable is not None
    case = material(*playable)
    assert (case.case.seat, case.case.parallel) == (seat, parallel)
    assert case.case.cast["client"].name == "Jo: # O'Neill"
    assert case.case.title == "Nearly: a #1 'case'"
    walked = walk(case.story, case.rubric)
    assert walked.complete
    assert shell("play", "own.yaml", "--plain", answers=["", "1", "1", *[""] * 9]) == 0
    assert shell("record", "-o", "own.plays/one.yaml") == 0
    assert "ending: stopped" not in Path("own.plays/one.yaml").read_text("utf-8")
    assert shell("test", "own.yaml") == 0


def test_questions_are_asked_where_no_title_is_given(shell: Shell) -> None:
    assert shell("new", answers=["Two late trains", "2", "2", "Kim"]) == 0
    assert "Whose chair" in shell.out
    text = Path("two-late-trains.yaml").read_text("utf-8")
    assert "\nid: two-late-trains\n" in text
    assert "\nseat: supervisee " in text
    assert "name: Kim" in text
    assert shell("new", answers=["Only a title"]) == 2
    assert "--title" in shell.err
    assert not Path("only-a-title.yaml").exists()


def test_nothing_is_written_over_unasked(shell: Shell, here: Path) -> None:
    (here / "mine.yaml").write_text("mine", "utf-8")
    assert shell("new", "--title", "Mine") == 2
    assert "mine.yaml is there already" in shell.err
    assert (here / "mine.yaml").read_text("utf-8") == "mine"
    assert shell("new", "--title", "Mine", "--yes") == 0
    assert shell("check", "mine.yaml") == 0
    assert [path.name for path in here.iterdir()] == ["mine.yaml"]


def test_a_variant_has_an_id_of_its_own_and_all_else_of_the_case(shell: Shell) -> None:
    assert shell("new", "--from", TOMASZ, "--title", "Half: past") == 0
    text = Path("tomasz-variant.yaml").read_text("utf-8")
    before = TOMASZ.read_text("utf-8")
    changed = [
        (one, other)
        for one, other in zip(before.split("\n"), text.split("\n"), strict=True)
        if one != other
    ]
    assert changed == [
        ("id: tomasz", "id: tomasz-variant"),
        ("title: Twenty past", 'title: "Half: past"'),
    ]
    assert shell("check", "tomasz-variant.yaml") == shell("check", TOMASZ)
    assert shell("new", "--from", TOMASZ, "--id", "tomasz") == 2
    assert shell("new", "--from", TOMASZ, "--seat", "supervisor") == 2
    assert shell("new", "--from", "no-such-case") == 2


def test_a_rubric_stands_alone_and_a_case_can_name_it(shell: Shell) -> None:
    assert shell("new", "--rubric", "--title", "Our own", "--id", "our-own") == 0
    assert shell("check", "our-own.yaml") == 0, shell.out
    assert shell("fmt", "--check", "our-own.yaml") == 0
    assert shell("new", "--title", "With it") == 0
    text = Path("with-it.yaml").read_text("utf-8")
    for old, new in (
        ("title: With it", "title: With it\nrubric: our-own"),
        ("ATT.EXPLORE", "ASK.OPEN"),
        ("SAR.REASSURE", "ASK.CLOSE"),
        ("SUP.AFFECT", "SUP.BRING"),
        ("SUP.CURATE", "SUP.TIDY"),
    ):
        assert old in text
        text = text.replace(old, new)
    Path("with-it.yaml").write_text(text, "utf-8")
    assert shell("check", "with-it.yaml") == 0, shell.out


def test_a_rubric_over_another_is_clean_and_laid_out(shell: Shell) -> None:
    given = ("--title", "Ours", "--extends", "ppsim-core")
    assert shell("new", "--rubric", *given) == 0
    assert shell("check", "ours.yaml") == 0
    assert shell.out.endswith("nothing found.\n")
    assert shell("fmt", "--check", "ours.yaml") == 0
    assert shell("new", "--rubric", "--title", "Third", "--extends", "ours") == 0
    assert shell("check", "third.yaml") == 0
    assert shell("new", "--rubric", "--title", "Ours", "--extends", "ours", "--yes") == 2
    assert "cannot extend itself" in shell.err
    assert shell("new", "--rubric", "--title", "Fourth", "--extends", "none") == 2
    assert "no rubric called" in shell.err
    assert shell("new", "--title", "Fifth", "--extends", "ours") == 2
    assert "--rubric" in shell.err


@pytest.mark.parametrize("given", [["--id", "No Id"], ["--seat", "couch"], ["--client", "a\x1bb"]])
def test_what_cannot_stand_in_a_case_is_refused(shell: Shell, given: list[str], here: Path) -> None:
    assert shell("new", "--title", "Made", *given) != 0
    assert list(here.iterdir()) == []


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("true", "true-case"),
        ("Null", "null-case"),
        ("Ünïcöde — „Größe“", "unicode-grosse"),
        ("日本語", "the-hour"),
        ("1984", "the-hour"),
        ("no", "no"),
    ],
)
def test_any_title_gives_an_id_that_can_be_read(shell: Shell, title: str, name: str) -> None:
    assert shell("new", "--title", title, "--client", title) == 0
    assert shell("check", f"{name}.yaml") == 0, shell.out
    playable = read_case(Path(f"{name}.yaml")).playable
    assert playable is not None
    assert material(*playable).case.title == title


@pytest.mark.parametrize("name", ["my-case", "my-case.txt", "my-case.docx"])
def test_a_file_that_would_not_be_known_as_a_case_is_not_begun(shell: Shell, name: str) -> None:
    assert shell("new", "-o", name) == 2  # before anything is asked
    assert f"try {name}.yaml" in shell.err
    assert shell.out == ""
    assert not Path(name).exists()
