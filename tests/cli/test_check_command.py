from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from command_shell import TOMASZ, Shell
from privileges import permissions_hold

import ppsim.check.run
from ppsim.check.registry import RULES
from ppsim.cli.commands.check import MANY
from ppsim.cli.commands.explain import in_columns, pages
from ppsim.format import rules as format_rules
from ppsim.scripts.model import RULES as SCRIPT_RULES

TEXT = TOMASZ.read_text("utf-8")
LONG = TEXT.replace("minutes: 6\n", "minutes: 40\n")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    (folder / "more").mkdir(parents=True)
    (folder / "one.yaml").write_text(TEXT, "utf-8")
    (folder / "more" / "two.yml").write_text(LONG, "utf-8")
    (folder / "notes.txt").write_text("no case", "utf-8")
    return folder


def test_a_folder_is_checked_with_all_below_it(shell: Shell, library: Path) -> None:
    assert LONG != TEXT
    assert shell("check", library, library / "one.yaml") == 1
    assert f"{library / 'more' / 'two.yml'}:" in shell.out
    assert shell.out.endswith("2 files checked: 1 warning.\n")


def test_a_folder_without_a_case_is_a_mistake(shell: Shell, tmp_path: Path) -> None:
    assert shell("check", tmp_path) == 2
    assert f"no case or rubric in {tmp_path}" in shell.err


def test_what_editors_and_systems_keep_in_a_folder_is_nobodys_case(
    shell: Shell, library: Path
) -> None:
    bad = "ppsim: 1\nchoises: []\n"
    for name in (".hidden.yaml", "._one.yaml", ".venv/lib/port.yaml", ".git/x.yaml"):
        (library / name).parent.mkdir(parents=True, exist_ok=True)
        (library / name).write_text(bad, "utf-8")
    assert shell("check", library) == 1
    assert shell.out.endswith("2 files checked: 1 warning.\n")
    assert shell("check", library / ".hidden.yaml") == 1  # where it is named it is meant
    assert "PP110" in shell.out


def test_a_folder_that_cannot_be_opened_is_not_passed_over_in_silence(
    shell: Shell, library: Path
) -> None:
    (library / "more").chmod(0)
    try:
        with permissions_hold():
            shell("check", library)
    finally:
        (library / "more").chmod(0o700)
    assert f"{library / 'more'} cannot be opened" in shell.err


def test_a_play_script_is_sent_to_the_command_that_runs_it(shell: Shell, tmp_path: Path) -> None:
    script = tmp_path / "a play.yaml"
    script.write_text("play:\n  - room/say-so\n", "utf-8")
    assert shell("check", script) == 2
    assert f"ppsim test '{script}'" in shell.err
    assert shell.out == ""


@pytest.mark.parametrize("command", ["check", "map", "walk", "bots", "proof", "test", "fmt"])
@pytest.mark.parametrize("typed", ["the-jra.yaml", "the-jar.yml"])
def test_a_name_that_is_nearly_one_is_told_the_file(
    shell: Shell, tmp_path: Path, command: str, typed: str
) -> None:
    (tmp_path / "the-jar.yaml").write_text("ppsim: 1\n", "utf-8")
    assert shell(command, tmp_path / typed) == 2
    assert f"did you mean {tmp_path / 'the-jar.yaml'}?" in shell.err


@pytest.mark.parametrize("command", ["map", "walk", "bots", "proof", "preview"])
def test_a_rubric_or_a_script_is_not_read_as_a_case(
    shell: Shell, tmp_path: Path, command: str
) -> None:
    shell("new", "--rubric", "--title", "Ours", "-o", tmp_path / "ours.yaml")
    assert shell(command, tmp_path / "ours.yaml") == 2
    assert shell.err.startswith(f"ppsim: {tmp_path / 'ours.yaml'} is a rubric, ")
    (tmp_path / "script.yaml").write_text("play:\n  - room/say-so\n", "utf-8")
    assert shell(command, tmp_path / "script.yaml") == 2
    assert shell.err.startswith(f"ppsim: {tmp_path / 'script.yaml'} is a play script, ")


@pytest.mark.parametrize("name", ["json", "sarif"])
def test_programs_get_json(shell: Shell, library: Path, name: str) -> None:
    assert shell("check", library, "--format", name) == 1
    assert "PP955" in json.dumps(json.loads(shell.out))
    assert shell.err == ""


def test_github_gets_annotations(shell: Shell, library: Path) -> None:
    assert shell("check", library, "--format", "github") == 1
    assert shell.out.startswith("::warning file=")
    assert shell.out.count("\n") == 1


def test_the_nearest_settings_above_a_file_hold_for_it(shell: Shell, library: Path) -> None:
    settings = library / "ppsim.toml"
    settings.write_text('[severity]\nPP955 = "error"\n', "utf-8")
    assert shell("check", library) == 1
    assert "1 error." in shell.out
    nearer = library / "more" / "ppsim.toml"
    nearer.write_text('[severity]\nPP955 = "note"\n', "utf-8")
    assert shell("check", library) == 0
    assert "1 note." in shell.out
    nearer.write_text('[severity]\nPP955 = "off"\n', "utf-8")
    assert shell("check", library) == 0
    assert shell.out == "2 files checked: nothing found.\n"


def test_settings_without_a_meaning_are_a_mistake_in_their_file(
    shell: Shell, library: Path
) -> None:
    (library / "ppsim.toml").write_text('[severity]\nPP955 = "maybe"\n', "utf-8")
    assert shell("check", library) == 2
    assert "ppsim.toml" in shell.err
    assert "maybe" in shell.err


def test_every_code_is_explained(shell: Shell) -> None:
    assert ppsim.check.run.FAMILIES
    every = {**format_rules.RULES.rules, **RULES.rules, **SCRIPT_RULES.rules}
    for code, rule in every.items():
        assert shell("explain", code) == 0
        assert shell.out.startswith(f"# {code}: {rule.title}\n")
        assert "{{" not in shell.out
    assert shell("explain", "pp711") == 0
    assert "## Why it matters" in shell.out
    assert shell("explain") == 0
    assert len(shell.out.splitlines()) == len(every)


def test_an_unknown_code_is_a_mistake(shell: Shell) -> None:
    assert shell("explain", "PP7111") == 2
    assert "did you mean PP711?" in shell.err


def test_many_files_are_shared_out_and_come_back_in_order(shell: Shell, tmp_path: Path) -> None:
    for n in range(MANY):
        (tmp_path / f"case-{n:02}.yaml").write_text(LONG if n % 3 else TEXT, "utf-8")
    assert shell("check", tmp_path, "--format", "json") == 1
    files = [finding["file"] for finding in json.loads(shell.out)["findings"]]
    assert files == [str(tmp_path / f"case-{n:02}.yaml") for n in range(MANY) if n % 3]


def test_a_code_is_found_by_its_number_or_a_word_of_its_title(shell: Shell) -> None:
    assert shell("explain", "711") == 0
    assert shell.out.startswith("# PP711: ")
    assert shell("explain", "23") == 0
    assert shell.out.startswith("# PP023: ")
    assert shell("explain", "tab") == 0
    assert "PP023  error    Tab in the indentation" in shell.out.splitlines()
    assert all("tab" in line.casefold() for line in shell.out.splitlines())
    assert shell("explain", "no such words") == 2


@pytest.mark.parametrize("code", ["PP035", "PP711", "PT102"])
def test_a_page_is_broken_between_words_and_its_examples_are_not(code: str) -> None:
    page = (pages() / f"{code}.md").read_text("utf-8")
    shown = in_columns(page)
    assert shown.split() == page.split()
    examples = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
    assert examples.findall(shown) == examples.findall(page)
    assert max(map(len, examples.sub("", shown).splitlines())) <= 80
