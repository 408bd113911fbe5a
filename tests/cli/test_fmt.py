"""``ppsim fmt``: what it writes, and what it leaves alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from command_shell import TOMASZ, Shell

TEXT = TOMASZ.read_text("utf-8")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case.yaml"
    path.write_text(TEXT, "utf-8")
    path.chmod(0o640)
    return path


def test_check_and_diff_only_look_and_the_second_time_is_quiet(shell: Shell, case: Path) -> None:
    assert shell("fmt", case, "--check") == 1
    assert shell.out == f"{case}: would be laid out anew.\n"
    assert shell("fmt", case, "--diff") == 1
    assert "\n-  hanne:  {name: Hanne, role: therapist, you: true}\n" in shell.out
    assert "\n+  hanne: {name: Hanne, role: therapist, you: true}\n" in shell.out
    assert case.read_text("utf-8") == TEXT
    assert shell("fmt", case) == 0
    assert shell.out == f"{case}: laid out.\n"
    if os.name == "posix":
        assert case.stat().st_mode & 0o777 == 0o640
    for again in ((), ("--check",), ("--diff",)):
        assert shell("fmt", case, *again) == 0
        assert shell.out == ""
    assert shell("check", case) == 0


def test_a_file_with_errors_is_left_as_it_is_and_others_are_laid_out(
    shell: Shell, case: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.yaml"
    broken = TEXT.replace("next: the-hour\n", "next: the-hours\n")
    bad.write_text(broken, "utf-8")
    assert shell("fmt", bad, case) == 1
    assert shell.out == f"{case}: laid out.\n"
    assert f"(see: ppsim check {bad})" in shell.err
    assert bad.read_text("utf-8") == broken
    assert shell("fmt", case, tmp_path / "absent.yaml") == 2
    assert "there is no file or folder" in shell.err


def test_a_disk_that_takes_nothing_leaves_the_old_file(
    shell: Shell, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device", str(case))

    monkeypatch.setattr("ppsim.cli.writing.os.fsync", full)
    assert shell("fmt", case) == 1
    assert "there is no space left" in shell.err
    assert case.read_text("utf-8") == TEXT
    assert [path.name for path in case.parent.iterdir() if path.name != "home"] == ["case.yaml"]


def test_windows_line_ends_and_a_byte_order_mark_go(shell: Shell, case: Path) -> None:
    shell("fmt", case)
    plain = case.read_bytes()
    case.write_bytes(b"\xef\xbb\xbf" + plain.replace(b"\n", b"\r\n"))
    assert shell("fmt", case) == 0
    assert case.read_bytes() == plain


@pytest.mark.skipif(os.name != "posix", reason="links")
def test_a_link_stays_a_link(shell: Shell, case: Path) -> None:
    link = case.with_name("link.yaml")
    link.symlink_to(case)
    assert shell("fmt", link) == 0
    assert link.is_symlink()
    assert shell("fmt", case, "--check") == 0


def test_a_write_protected_file_is_left_as_it_is(
    shell: Shell, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case.chmod(0o444)
    root_may_write = os.access
    monkeypatch.setattr(
        "ppsim.cli.writing.os.access",
        lambda path, mode: bool(path.stat().st_mode & 0o200) and root_may_write(path, mode),
    )
    assert shell("fmt", case) == 1
    assert shell.err == f"ppsim: {case}: it is write-protected\n"
    assert case.read_text("utf-8") == TEXT
