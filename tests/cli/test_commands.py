"""Each command does what it says, and each mistake gets one plain sentence."""

from __future__ import annotations

import io
import json
import shlex
import sqlite3
from pathlib import Path

import jsonschema
import pytest
from command_shell import TOMASZ, Shell

import ppsim
import scoring
from ppsim.catalogue.listing import listing
from ppsim.catalogue.places import case_folders
from ppsim.cli.commands.start import choose_and_play
from ppsim.cli.parser import parse
from ppsim.plain.console import Console


def one_sentence(error: str) -> str:
    """What stands on standard error, which is one line in the name of the program."""
    assert error.startswith("ppsim: ")
    assert error.count("\n") == 1
    return error.strip()


def test_version_and_help(shell: Shell) -> None:
    assert shell("--version") == 0
    assert shell.out == f"ppsim {ppsim.__version__}\n"
    assert shell("--help") == 0
    for command in ("play", "cases", "check", "schema", "attempts", "report"):
        assert f"    {command} " in shell.out
    assert "\x1b" not in shell.out


def test_without_a_terminal_ppsim_says_so_and_points_to_plain_mode(shell: Shell) -> None:
    assert shell() == 2
    assert "ppsim play CASE --plain" in one_sentence(shell.err)
    assert shell("play", "mark") == 2
    assert "ppsim play mark --plain" in one_sentence(shell.err)
    assert shell.out == ""


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["play", "--plain"], "which case?"),
        (["play", "tomsz", "--plain", "--cases", TOMASZ.parent], "did you mean tomasz?"),
        (["play", "no-such-case-at-all", "--plain"], "ppsim cases"),
        (["play", "./absent.yaml", "--plain"], "absent.yaml"),
        (["play", TOMASZ, "--plain", "--seed", "-1"], "a seed is a whole number"),
        (["play", TOMASZ, "--plain", "--seed", "9" * 30], "a seed is a whole number"),
        (["play", TOMASZ, "--plain", "--mode", "exam"], "exam"),
        (["play", TOMASZ, "--plain", "--resume"], "no unfinished attempt"),
        (["play", TOMASZ, "--plain", "--resume", "--seed", "4"], "begun with"),
        (["play", TOMASZ, "--plain", "--attempt", "ab"], "not both"),
        (["play", TOMASZ, "--plain", "--profile", "a\x1bb"], "printable"),
        (["check", "absent.yaml"], "there is no file or folder absent.yaml"),
        (["check"], "PATH"),
        (["schema", "novel"], "novel"),
        (["dance"], "dance"),
        (["report"], "no attempt of me yet"),
        (["attempts", "erase-person", "Nobody", "--yes"], "nobody called 'Nobody'"),
    ],
)
def test_what_cannot_be_answered_is_one_sentence_and_exit_2(
    shell: Shell, arguments: list[str | Path], says: str
) -> None:
    assert shell(*arguments) == 2
    assert says in one_sentence(shell.err)
    assert shell.out == ""


def test_an_attempt_that_is_not_there_is_a_failure(shell: Shell) -> None:
    for arguments in (["report", "ffff"], ["attempts", "show", "ffff"], ["play", "--attempt", "f"]):
        plain = ["--plain"] if arguments[0] == "play" else []
        assert shell(*arguments, *plain) == 1
        assert "there is no attempt" in one_sentence(shell.err)


def test_cases_come_from_given_own_and_shipped_folders_the_first_of_an_id_counts(
    shell: Shell, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given, named = tmp_path / "given", tmp_path / "named"
    for folder, title in ((given, "Given"), (named, "Named"), (home / "cases", "Own")):
        folder.mkdir(parents=True)
        text = TOMASZ.read_text("utf-8").replace("title: Twenty past", f"title: {title}")
        (folder / "tomasz.yaml").write_text(text, "utf-8")
    (given / "broken.yaml").write_text("ppsim: 1\nid: [", "utf-8")
    (given / "notes.txt").write_text("no case", "utf-8")
    monkeypatch.setenv("PPSIM_CASES", str(named))

    assert shell("cases", "--cases", given, "--json") == 0
    found = json.loads(shell.out)
    same = [case for case in found if case["id"] == "tomasz"]
    assert [case["title"] for case in same] == ["Given", "Named", "Own"]
    assert [case["origin"] for case in same] == ["given", "own", "own"]
    assert [case["hidden_by"] for case in same] == [None, *2 * [str(given / "tomasz.yaml")]]
    assert {case["origin"] for case in found if case["id"] == "mark"} == {"shipped"}
    broken = next(case for case in found if case["id"] == "broken")
    assert broken["problem"]

    assert shell("cases", "--cases", given) == 0
    assert "tomasz: Given" in shell.out
    assert f"ppsim check {given / 'broken.yaml'}" in shell.out
    assert shell("play", "tomasz", "--plain", "--cases", given, answers=["stop"]) == 0
    assert "Given" in shell.out


def test_check_says_what_is_wrong_where_and_how_much(shell: Shell, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text(TOMASZ.read_text("utf-8").replace("next: the-hour", "next: the-hours"), "utf-8")
    line = bad.read_text("utf-8").split("\n").index("    next: the-hours") + 1
    assert shell("check", TOMASZ) == 0
    assert shell.out == "1 file checked: nothing found.\n"
    assert shell("check", TOMASZ, bad) == 1
    assert f"{bad}:{line}:11: error " in shell.out
    assert "the-hour?" in shell.out
    assert shell.out.endswith("2 files checked: 1 error.\n")
    assert shell.err == ""


def test_check_knows_a_rubric_and_says_when_a_case_names_none_there_is(
    shell: Shell, tmp_path: Path
) -> None:
    core = Path(scoring.__file__).parent / "rubrics" / "ppsim-core.yaml"
    assert shell("check", core) == 0
    bad = tmp_path / "ppsim-own.yaml"
    bad.write_text(
        core.read_text("utf-8").replace("stance: reflective", "stance: warm", 1), "utf-8"
    )
    assert shell("check", bad) == 1
    assert "warm" in shell.out

    case = tmp_path / "case.yaml"
    text = TOMASZ.read_text("utf-8")
    case.write_text(text.replace("rubric: ppsim-core", "rubric: ppsim-own"), "utf-8")
    assert shell("check", case) == 1
    assert str(bad) in shell.out
    case.write_text(text.replace("rubric: ppsim-core", "rubric: ../../etc"), "utf-8")
    assert shell("check", case) == 1
    assert "there is no rubric called" in shell.out
    assert shell("play", case, "--plain") == 1
    assert "there is no rubric called" in shell.err


def test_a_case_with_errors_is_not_played_and_its_errors_are_shown(
    shell: Shell, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text(TOMASZ.read_text("utf-8").replace("next: the-hour", "next: the-hours"), "utf-8")
    assert shell("play", bad, "--plain") == 1
    assert "error PP" in shell.err
    assert shell.err.rstrip().endswith(f"(see: ppsim check {bad})")


@pytest.mark.parametrize("of", ["case", "rubric", "script", "report", "attempt", "check", "test"])
def test_schema_prints_a_json_schema(shell: Shell, of: str) -> None:
    assert shell("schema", of) == 0
    schema = json.loads(shell.out)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["title"]


def test_a_play_from_briefing_to_debrief_and_the_same_debrief_again(shell: Shell) -> None:
    written = shell.play()
    assert written.index("work exhaustion") < written.index("Two cups are still on the sill")
    debrief = written[written.index("\nTWENTY PAST\n") + 1 : written.index("\nWhat now?")]
    assert shell("report") == 0
    assert shell.out.strip() == debrief.strip()

    assert shell("attempts", "list", "--json") == 0
    (attempt,) = json.loads(shell.out)
    assert (attempt["state"], attempt["case_id"], attempt["profile"]) == (
        "finished",
        "tomasz",
        "me",
    )

    first: dict[str, str] = {}
    for form in ("text", "md", "json"):
        assert shell("report", attempt["id"][:6], "--format", form) == 0
        first[form] = shell.out
        shell("report", attempt["id"], "--format", form)
        assert shell.out == first[form]
    shell("schema", "report")
    jsonschema.validate(json.loads(first["json"]), json.loads(shell.out))


def test_resuming_an_unfinished_attempt(shell: Shell) -> None:
    shell.play(answers=["", "3", "1"])
    assert shell("play", TOMASZ, "--plain", "--resume", answers=["3"]) == 0
    assert "Drink the water and look at the wall." in " ".join(shell.out.split())
    assert shell("play", TOMASZ, "--plain", answers=["1", "2", "5"]) == 0
    assert "1. Go on with it." in shell.out
    assert "What decided it?" in shell.out
    assert shell("play", TOMASZ, "--plain", "--new", answers=["stop"]) == 0
    assert "Nothing was begun." in shell.out
    shell("attempts", "list", "--json")
    (attempt,) = json.loads(shell.out)
    assert (attempt["state"], attempt["events"]) == ("open", 4)
    assert shell("play", "--attempt", attempt["id"][:8], "--plain", answers=[""]) == 0
    assert "I was cross with you on the bus." in shell.out


def test_an_attempt_stays_on_its_text_after_an_edit_and_says_whether_it_fits_the_new_one(
    shell: Shell, tmp_path: Path
) -> None:
    case = tmp_path / "tomasz.yaml"
    text = TOMASZ.read_text("utf-8")
    case.write_text(text, "utf-8")
    shell("play", case, "--plain", "--seed", "3", answers=["", "3", "1", "3", "skip"])

    case.write_text(text.replace("title: Twenty past", "title: Half past"), "utf-8")
    assert shell("play", case, "--plain", "--resume", answers=[]) == 0
    assert "it would fit the new text too" in shell.err
    assert "Twenty past, gone on with." in shell.out

    case.write_text(
        text.replace("- id: keep", "- id: hold")
        .replace("[keep]", "[hold]")
        .replace("the-hour/keep", "the-hour/hold"),
        "utf-8",
    )
    assert shell("play", case, "--plain", "--resume", answers=["", "3"]) == 0
    assert "it does not fit the new text" in shell.err
    assert "A Tuesday. Definitely a Tuesday." in shell.out

    shell("attempts", "list", "--json")
    (attempt,) = json.loads(shell.out)
    assert shell("attempts", "show", attempt["id"], "--cases", tmp_path) == 0
    assert "does not fit it as it is now: keep is not on offer" in shell.out
    case.unlink()
    assert shell("attempts", "show", attempt["id"]) == 0
    assert "the journal keeps its text" in shell.out
    assert shell("report", attempt["id"]) == 0


def test_profiles_keep_people_apart_and_erasing_one_leaves_the_other(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.play("--profile", "Ada", answers=["", "note of Ada's", "3"])
    shell.play("--profile", "Grace", answers=["", "3"])
    assert shell("report") == 2
    assert shell("attempts") == 0
    assert "no attempts yet" in shell.out
    assert shell("attempts", "list", "--profile", "Ada") == 0
    assert "Ada" in shell.out
    assert "Grace" not in shell.out
    identifier = shell.out.split()[0]
    for command in ("report",), ("attempts", "show"), ("attempts", "erase"), ("play", "--attempt"):
        plain = ["--plain"] if command[0] == "play" else []
        assert shell(*command, identifier, *plain) == 2
        assert "that attempt is Ada's" in one_sentence(shell.err)
    assert shell("attempts", "show", identifier, "--profile", "Ada") == 0
    assert "of Ada's" in shell.out
    assert shell("attempts", "show", identifier, "--profile", "Ada", "--json") == 0
    assert "of Ada's" not in shell.out

    assert shell("attempts", "erase-person", "Ada") == 2
    assert "--yes" in one_sentence(shell.err)
    assert shell("attempts", "erase-person", "Adda", "--yes") == 2
    assert "did you mean Ada?" in shell.err
    assert shell("attempts", "erase-person", "Ada", "--yes") == 0
    assert "Erased: 1 attempt" in shell.out
    shell("attempts", "list", "--everyone")
    assert "Ada" not in shell.out
    assert "Grace" in shell.out

    monkeypatch.setenv("PPSIM_PROFILE", "Grace")
    assert shell("attempts", "erase", shell.out.split()[0], "--yes") == 0
    shell("attempts", "list", "--everyone")
    assert "no attempts yet" in shell.out
    monkeypatch.setenv("PPSIM_PROFILE", "x" * 100)
    assert shell("report") == 2
    assert "PPSIM_PROFILE" in one_sentence(shell.err)


def test_without_a_command_the_cases_are_listed_and_the_one_chosen_is_played(
    home: Path, tmp_path: Path
) -> None:
    args = parse([])
    args.cases = [TOMASZ.parent]
    names = [case.id for case in listing(case_folders(args.cases)) if case.hidden_by is None]
    number = str(names.index("tomasz") + 1)
    written = io.StringIO()
    answers = io.StringIO("\n".join(["0x", number, "", "3"]) + "\n")
    assert choose_and_play(args, Console(answers, written)) == 0
    assert "Which case would you play?" in written.getvalue()
    assert "Minor faults" in written.getvalue()
    assert "You choose: Drink the water and look at the wall." in written.getvalue()

    for enough in ("\n", ""):
        assert choose_and_play(args, Console(io.StringIO(enough), io.StringIO())) == 0


def test_a_journal_that_cannot_be_used_is_one_sentence(shell: Shell, home: Path) -> None:
    (home / "journal").mkdir(parents=True)
    (home / "journal" / "attempts.db").write_text("dear diary " * 50)
    assert shell("play", TOMASZ, "--plain") == 1
    assert "is not a journal of ppsim; it was left untouched" in one_sentence(shell.err)


def test_a_fault_of_ppsims_own_shows_no_traceback_and_no_value(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(secret: str) -> int:
        raise KeyError(secret)

    monkeypatch.setattr("ppsim.cli.commands.cases.run", lambda args: broken("a private word"))
    assert shell("cases") == 1
    assert "a fault of ppsim itself (KeyError at test_commands.py" in one_sentence(shell.err)
    assert "private word" not in shell.err
    monkeypatch.setenv("PPSIM_DEBUG", "1")
    shell("cases")
    assert "Traceback" in shell.err


def test_an_event_that_was_tampered_with_is_told_and_kept(shell: Shell, home: Path) -> None:
    shell.play(answers=["", "3", "1"])
    journal = sqlite3.connect(home / "journal" / "attempts.db")
    with journal:
        journal.execute('UPDATE events SET json = \'{"kind": "dance"}\' WHERE n = 1')
    journal.close()
    assert shell("report") == 1
    assert "cannot be replayed by this ppsim" in one_sentence(shell.err)
    assert shell("attempts") == 0


def test_a_file_here_is_meant_where_its_ending_was_left_out(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "my-case.yaml").write_bytes(TOMASZ.read_bytes())
    monkeypatch.chdir(tmp_path)
    assert shell("play", "my-case", "--plain") == 2
    assert "did you mean my-case.yaml?" in shell.err


def test_what_the_list_says_to_play_is_found_again(shell: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "my cases"
    folder.mkdir()
    (folder / "a.yaml").write_bytes(TOMASZ.read_bytes())
    assert shell("cases", "--cases", folder) == 0
    (said,) = (line for line in shell.out.splitlines() if line.startswith("Play one with: ppsim "))
    words = shlex.split(said.partition("ppsim ")[2])
    assert shell(*words, answers=["stop"]) == 0
    assert "Twenty past" in shell.out
