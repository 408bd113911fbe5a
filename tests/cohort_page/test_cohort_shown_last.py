"""What a room was shown last is kept, so that nobody who comes or goes can be subtracted."""

from __future__ import annotations

import json
import shutil
import stat
from pathlib import Path

from command_shell import Shell

from ppsim.exchange.attempt_file import files_in, read


def _shown(shell: Shell, *words: str | Path) -> dict[str, object]:
    assert shell("cohort", "report", *words, "--format", "json", "--view", "projection") == 0
    return json.loads(shell.out)  # type: ignore[no-any-return]


def _some(demo: Path, folder: Path, people: int) -> Path:
    """The attempts of the first so many people."""
    folder.mkdir(exist_ok=True)
    names = sorted({read(p).person for p in files_in(demo)})[:people]
    for path in files_in(demo):
        if read(path).person in names:
            shutil.copy(path, folder)
    return folder


def test_one_who_comes_changes_nothing_that_a_room_sees(
    shell: Shell, demo: Path, tmp_path: Path
) -> None:
    group = _some(demo, tmp_path / "group", 12)
    first = _shown(shell, group)
    assert _shown(shell, group) == first
    _some(demo, group, 13)
    assert _shown(shell, group) == first
    assert shell("cohort", "report", group, "--format", "json") == 0
    assert json.loads(shell.out)["attended"]["began"] == "13"  # the instructor sees who is there
    assert json.loads(shell.out)["issue"] is None


def test_it_is_kept_for_its_owner_in_ppsims_folder_or_beside_the_key(
    shell: Shell, home: Path, demo: Path, tmp_path: Path
) -> None:
    assert shell("cohort", "report", demo, "--format", "json") == 0
    assert not (home / "shown").exists()  # the instructor's view decides nothing
    _shown(shell, demo)
    (kept,) = (home / "shown").iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700
    key = tmp_path / "names.json"
    _shown(shell, demo, "--key", key)
    (beside,) = (tmp_path / "names.json.shown").iterdir()
    assert beside.read_bytes() == kept.read_bytes()
    assert not key.exists()  # the key itself is not opened


def test_without_a_readable_record_nothing_is_shown(shell: Shell, home: Path, demo: Path) -> None:
    _shown(shell, demo)
    (kept,) = (home / "shown").iterdir()
    whole = kept.read_text("utf-8")
    words = ("cohort", "report", demo, "--format", "json", "--view", "external")
    for damage in ("", "{}", whole[:-40], "[1]", whole.replace('"number": 1', '"number": "1"')):
        kept.write_text(damage, "utf-8")
        assert shell(*words) == 1
        assert shell.out == ""
        assert str(kept) in shell.err
        assert "from a backup" in shell.err
        assert kept.read_text("utf-8") == damage
    kept.unlink()
    kept.mkdir()
    assert shell(*words) == 1
    assert (shell.out, "Is a directory" in shell.err) == ("", True)


def test_a_record_of_a_newer_ppsim_is_left_as_it_is_and_nothing_is_shown(
    shell: Shell, home: Path, demo: Path
) -> None:
    _shown(shell, demo)
    (kept,) = (home / "shown").iterdir()
    newer = kept.read_text("utf-8").replace('"ppsim_issue": 1', '"ppsim_issue": 2')
    kept.write_text(newer, "utf-8")
    for view in ("projection", "external"):
        assert shell("cohort", "report", demo, "--format", "json", "--view", view) == 1
        assert shell.out == ""
        assert f"{kept}: this record of what was shown last was kept by a newer ppsim" in shell.err
        assert shell.err.endswith("Upgrade ppsim.\n")
        assert kept.read_text("utf-8") == newer
    assert shell("cohort", "report", demo, "--format", "json") == 0  # your own view needs none


def test_what_is_not_written_was_not_shown(
    shell: Shell, home: Path, demo: Path, tmp_path: Path
) -> None:
    there = tmp_path / "there.json"
    there.write_text("mine", "utf-8")
    words = ("cohort", "report", demo, "--view", "projection")
    assert shell(*words, "-o", there) == 2
    assert shell(*words, "-o", there, "--format", "csv") == 2
    assert shell(*words, "-o", tmp_path, "--format", "json", "--yes") == 2
    assert there.read_text("utf-8") == "mine"
    assert not (home / "shown").exists()


def test_records_that_cannot_be_looked_for_are_not_taken_for_none(
    shell: Shell, home: Path, demo: Path
) -> None:
    home.mkdir(exist_ok=True)
    (home / "shown").write_text("no folder", "utf-8")
    assert shell("cohort", "report", demo, "--format", "json", "--view", "projection") == 1
    assert shell.out == ""
    assert "shown: Not a directory" in shell.err


def test_one_who_takes_consent_back_retracts_what_was_shown(
    shell: Shell, demo: Path, tmp_path: Path
) -> None:
    group = _some(demo, tmp_path / "group", 12)
    assert any(d["cells"] for d in _shown(shell, group)["decisions"])  # type: ignore[attr-defined]
    gone = next(p for p in files_in(group) if read(p).state == "finished")
    person = read(gone).person
    for path in files_in(group):
        if read(path).person == person:
            text = path.read_text("utf-8")
            path.write_text(text.replace('"consent": "yes"', '"consent": "no"'), "utf-8")
    after = _shown(shell, group)
    assert not any(d["cells"] for d in after["decisions"])  # type: ignore[attr-defined]
    assert any("withdrawn" in said for said in after["withheld"])  # type: ignore[attr-defined]


def test_a_group_is_known_again_by_its_people_whatever_it_is_called(
    shell: Shell, home: Path, demo: Path, tmp_path: Path
) -> None:
    """One file more that names another cohort is no way to have all shown anew."""
    group = _some(demo, tmp_path / "group", 12)
    first = _shown(shell, group)
    _some(demo, group, 13)
    newcomer = sorted({read(p).person for p in files_in(group)})[-1]
    for path in files_in(group):
        if read(path).person == newcomer:
            text = path.read_text("utf-8")
            path.write_text(text.replace('"cohort": "synthetic-demo"', '"cohort": "z"'), "utf-8")
    again = _shown(shell, group)
    for part in ("decisions", "agenda", "endings", "echoes", "flow", "issue"):
        assert again[part] == first[part]
    assert len([*(home / "shown").iterdir()]) == 1
    other = tmp_path / "other"
    assert shell("cohort", "demo", "-o", other, "--seed", "9") == 0
    assert _shown(shell, other)["issue"] == 1  # other people: another record
    assert len([*(home / "shown").iterdir()]) == 2
    assert _shown(shell, group)["issue"] == first["issue"]


def test_two_groups_shown_apart_are_not_shown_together(
    shell: Shell, demo: Path, tmp_path: Path
) -> None:
    """Whoever saw one of them would have the other, by subtracting."""
    first = _some(demo, tmp_path / "first", 7)
    names = {read(p).person for p in files_in(first)}
    second = tmp_path / "second"
    second.mkdir()
    for path in files_in(demo):
        if read(path).person not in names:
            shutil.copy(path, second)
    _shown(shell, first)
    _shown(shell, second)
    together = ("cohort", "report", first, second, "--format", "json", "--view", "projection")
    assert shell(*together) == 1
    assert shell.out == ""
    assert "subtract" in shell.err
    assert _shown(shell, first)["issue"] == 1
