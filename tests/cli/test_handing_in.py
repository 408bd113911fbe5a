"""Attempts as files and handed in, through the commands, as people type them."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import jsonschema
import pytest
from command_shell import Shell

STORE = "store.db"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PPSIM_STORE", str(tmp_path / STORE))
    monkeypatch.setenv("PPSIM_COHORT", "autumn")
    return tmp_path / STORE


def test_an_attempt_goes_from_one_machine_to_another(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.play("--profile", "Ada Lovelace")
    assert shell("attempts", "export", "--profile", "Ada Lovelace") == 0
    on_paper = json.loads(shell.out)
    shell("schema", "attempt")
    jsonschema.validate(on_paper, json.loads(shell.out))
    assert shell("attempts", "export", "--profile", "Ada Lovelace", "-o", tmp_path / "out") == 0
    (file,) = (tmp_path / "out").iterdir()
    assert "Lovelace" not in file.read_text("utf-8") + file.name
    assert json.loads(file.read_text("utf-8")) == on_paper
    assert shell("report", "--profile", "Ada Lovelace", "--format", "json") == 0
    there = json.loads(shell.out)

    monkeypatch.setenv("PPSIM_HOME", str(tmp_path / "elsewhere"))
    (tmp_path / "out" / "bad.ppsim.json").write_text("{", "utf-8")
    assert shell("attempts", "import", tmp_path / "out", "--profile", "Ada") == 1
    assert "bad.ppsim.json is set aside: it is not JSON" in shell.err
    assert "taken into the journal, for Ada" in shell.out
    assert shell("report", "--profile", "Ada", "--format", "json") == 0
    here = json.loads(shell.out)
    assert here["score"] == there["score"]
    assert any(c["feelings"] for c in there["check_ins"])
    assert not any(c["feelings"] or c["pulls"] for c in here["check_ins"])
    assert shell("attempts", "import", file, "--profile", "Ada") == 0
    assert "in the journal already" in shell.out


def test_nothing_is_written_over_unasked(shell: Shell, tmp_path: Path) -> None:
    shell.play()
    out = tmp_path / "mine.json"
    out.write_text("a shopping list", "utf-8")
    assert shell("attempts", "export", "-o", out) == 2
    assert out.read_text("utf-8") == "a shopping list"
    assert shell("attempts", "export", "-o", out, "--yes") == 0
    assert shell("attempts", "export", "-o", out) == 0  # the same again changes nothing


def test_consent_is_asked_once_or_said_and_nothing_is_sent_without_it(
    shell: Shell, store: Path
) -> None:
    shell.play()
    assert shell("submit") == 2
    assert "--consent yes or --consent no" in shell.err
    assert shell("submit", "--consent", "yes") == 1
    assert "no store" in shell.err
    assert "still waiting here: 1 attempt and word of your consent" in shell.err
    assert shell("store", "init", "--cohort", "autumn") == 0
    assert shell("submit", "--waiting") == 0
    assert "Arrived" in shell.out
    assert shell("submit") == 0
    assert shell("store", "list", "--json") == 0
    (cohort,) = json.loads(shell.out)
    assert (cohort["people"], cohort["attempts"]) == (1, 1)
    assert shell("submit", "--withdraw") == 0
    assert "without you" in shell.out
    assert shell("store", "rebuild") == 0
    assert shell.out == "Replayed and scored: 1 attempt.\n"


def test_what_waits_for_a_mistyped_cohort_can_be_let_go(shell: Shell, store: Path) -> None:
    shell.play()
    assert shell("store", "init", "--cohort", "autumn") == 0
    assert shell("submit", "--consent", "yes", "--cohort", "autum") == 1
    assert "no such cohort" in shell.err
    assert shell("submit", "--consent", "yes") == 1  # arrived, but the other still waits
    assert "Arrived" in shell.out
    assert shell("submit", "--let-go", "--cohort", "autum") == 0
    assert "2 will not be sent" in shell.out
    assert shell("submit", "--waiting") == 0


def test_an_argument_is_handed_in_only_when_picked_out(shell: Shell, tmp_path: Path) -> None:
    shell.play()
    assert shell("attempts", "show", _only(shell)) == 0
    assert shell("attempts", "export", "--argue", "99", "-o", tmp_path / "out") == 2
    assert "no argument number 99" in shell.err
    assert shell("attempts", "export", "-o", tmp_path / "out") == 0
    assert shell("attempts", "arguments", tmp_path / "out") == 0
    assert shell.out == "Nobody handed in an argument with these attempts.\n"


def _only(shell: Shell) -> str:
    shell("attempts", "list", "--json")
    (attempt,) = json.loads(shell.out)
    return str(attempt["id"])


@pytest.mark.skipif(os.name != "posix", reason="permissions as POSIX has them")
def test_the_list_of_names_is_its_owners_and_every_opening_is_written_down(
    shell: Shell, tmp_path: Path
) -> None:
    key = tmp_path / "names.json"
    assert shell("store", "key", key, "--add", "Ada Lovelace", "--because", "enrolment") == 0
    pseudonym = shell.out.split()[0]
    assert shell("store", "key", key, "--add", "Ada Lovelace") == 0
    assert shell.out.split()[0] == pseudonym
    assert shell("store", "key", key, "--reveal", pseudonym, "--because", "her tutorial") == 0
    assert shell.out == "Ada Lovelace\n"
    log = key.with_name("names.json.log")
    openings = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert [o["because"] for o in openings] == ["enrolment", "", "her tutorial"]
    assert "Lovelace" not in log.read_text("utf-8")
    assert {stat.S_IMODE(p.stat().st_mode) for p in (key, log)} == {0o600}
    assert shell("store", "key", key, "--add", "Grace Hopper") == 0
    grace = shell.out.split()[0]
    assert shell("store", "key", key, "--erase", grace, "--because", "she asked") == 0
    assert shell("store", "key", key, "--erase", grace) == 1
    assert f"no pseudonym {grace}" in shell.err
    assert "Grace" not in key.read_text("utf-8")
    assert shell("store", "key", key, "--reveal", pseudonym) == 0
    assert shell("store", "key", key) == 2
    assert {stat.S_IMODE(p.stat().st_mode) for p in (key, log)} == {0o600}
    key.chmod(0o644)
    assert shell("store", "key", key, "--reveal", pseudonym) == 1
    assert "others may read" in shell.err


def test_what_waits_for_another_store_is_told_above_all_a_consent_taken_back(
    shell: Shell, store: Path, tmp_path: Path
) -> None:
    shell.play()
    for each in (store, tmp_path / "other.db"):
        assert shell("store", "init", "--cohort", "autumn", "--store", each) == 0
    assert shell("submit", "--consent", "yes", "--store", tmp_path / "other.db") == 0
    assert shell("submit", "--withdraw") == 1  # word of it goes to where something was handed in
    assert f"still waiting here for another store, {tmp_path / 'other.db'}" in shell.err
    assert "word of your consent" in shell.err
    assert "Nothing waits" not in shell.out
    assert shell("submit", "--waiting", "--store", tmp_path / "other.db") == 0
    assert shell("submit", "--waiting") == 0
    assert "Nothing waits to be sent." in shell.out


def test_no_mistake_prints_a_password(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.play()
    address = "postgresql://ada:sesame@127.0.0.1:1/x"
    for command in (
        ("submit", "--stoer", address),
        ("submit", address, "--store", tmp_path / "s.db", "--cohort", "a", "--consent", "yes"),
        ("submit", "--cohort", address),
        ("store", "list", address),
        ("store", "list", "--store", address.replace("//", "/")),
        ("store", "list", "--store", address),
        ("cohort", "report", address),
        ("cohort", "report", address, "--cohort", "a"),
        ("cohort", "report", address.replace("//", "/"), "--cohort", "a"),
        ("cohort", "report", "host=h password=sesame", "--cohort", "a"),
        ("export", "xapi", address),
        ("attempts", "show", address),
        ("play", address, "--plain"),
        ("check", address),
        ("seminar", address),
    ):
        assert shell(*command) in (1, 2), command
        assert "sesame" not in shell.out + shell.err, command
        assert "Traceback" not in shell.err


def test_where_it_was_handed_in_and_as_whom_is_told_before_it_is_forgotten(
    shell: Shell, store: Path
) -> None:
    shell.play()
    assert shell("store", "init", "--cohort", "autumn") == 0
    assert shell("submit", "--consent", "yes", "--pseudonym", "bcdf-2345-xwvt") == 0
    attempt = _only(shell)
    assert shell("attempts", "show", attempt) == 0
    assert "Handed in to autumn, as bcdf-2345-xwvt." in shell.out
    assert shell("attempts", "erase", attempt, "--yes") == 0
    assert "handed in to autumn, as bcdf-2345-xwvt" in shell.out
    assert shell("attempts", "erase-person", "me", "--yes") == 0
    assert "me handed in to autumn, as bcdf-2345-xwvt" in shell.out
    assert "before erasing: ppsim submit --withdraw --cohort autumn" in shell.out
    assert "Erased: 0 attempts" in shell.out


def test_a_consent_given_with_files_is_taken_back_without_a_store(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("PPSIM_STORE", "PPSIM_COHORT"):
        monkeypatch.delenv(name, raising=False)
    shell.play()
    out = tmp_path / "out"
    assert shell("submit", "--withdraw", "--cohort", "autumn") == 2
    assert "has handed nothing in to autumn" in shell.err
    assert shell("attempts", "export", "--cohort", "autumn", "--consent", "yes", "-o", out) == 0
    (file,) = out.iterdir()
    assert json.loads(file.read_text("utf-8"))["consent"] == "yes"
    assert shell("submit", "--withdraw", "--cohort", "autumn") == 0
    assert json.loads(file.read_text("utf-8"))["person"] in shell.out
    assert "not reached from here" in shell.out
    assert shell("attempts", "export", "--cohort", "autumn", "-o", out, "--yes") == 0
    assert json.loads(file.read_text("utf-8"))["consent"] == "no"

    store = ("--store", tmp_path / "store.db")
    assert shell("store", "init", "--cohort", "autumn", *store) == 0
    assert shell("submit", "--consent", "yes", "--cohort", "autumn", *store) == 0
    assert shell("submit", "--withdraw", "--cohort", "autumn") == 1  # a store has not heard of it
    assert f"word of it waits for {tmp_path / 'store.db'}" in shell.err
    assert shell("submit", "--waiting", *store) == 0
    assert "Arrived" in shell.out


def test_whoever_imports_for_others_is_told_how_to_list_them(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.play()
    assert shell("attempts", "export", "-o", tmp_path / "out") == 0
    monkeypatch.setenv("PPSIM_HOME", str(tmp_path / "elsewhere"))
    assert shell("attempts") == 0
    assert "There are no attempts yet" in shell.out
    assert shell("attempts", "import", tmp_path / "out") == 0
    assert shell("attempts") == 0
    assert "1 attempt of others: ppsim attempts list --everyone" in shell.out
    (tmp_path / "out" / "bad.ppsim.json").write_text("{", "utf-8")
    assert shell("attempts", "import", tmp_path / "out") == 1
    assert "1 file was set aside and left where it lies; all others" in shell.err
