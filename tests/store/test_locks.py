"""One process plays an attempt at a time, and the dead hold nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ppsim.store.failures import JournalError
from ppsim.store.locks import AttemptLock

HOLD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from ppsim.store.locks import AttemptLock
lock = AttemptLock(Path(sys.argv[1]), "a1")
lock.acquire("2026-03-02T09:00:00+00:00")
print("held", flush=True)
sys.stdin.read()
"""


def holder(folder: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def end(process: subprocess.Popen[str]) -> None:
    process.communicate()


def test_a_second_process_is_told_who_holds_the_attempt(tmp_path: Path) -> None:
    process = holder(tmp_path)
    try:
        with pytest.raises(JournalError) as refused:
            AttemptLock(tmp_path, "a1").acquire("2026-03-02T09:01:00+00:00")
        assert refused.value.reason == "held"
        assert f"process {process.pid} on " in str(refused.value)
        since = datetime(2026, 3, 2, 9, tzinfo=UTC).astimezone()
        assert f"since {since:%Y-%m-%d %H:%M})" in str(refused.value)
        with AttemptLock(tmp_path, "a2") as another_attempt:
            another_attempt.acquire("2026-03-02T09:01:00+00:00")
    finally:
        end(process)
    AttemptLock(tmp_path, "a1").acquire("2026-03-02T09:02:00+00:00")


@pytest.mark.skipif(os.name != "posix", reason="kill -9")
def test_the_lock_of_a_killed_process_is_taken_over(tmp_path: Path) -> None:
    process = holder(tmp_path)
    process.send_signal(signal.SIGKILL)
    end(process)
    assert (tmp_path / "a1.lock").exists()
    with AttemptLock(tmp_path, "a1") as lock:
        lock.acquire("2026-03-02T09:02:00+00:00")
        with pytest.raises(JournalError, match=f"process {os.getpid()} on "):
            AttemptLock(tmp_path, "a1").acquire("2026-03-02T09:03:00+00:00")


@pytest.mark.skipif(os.name != "posix", reason="an open file can be removed")
def test_a_released_lock_leaves_no_file_and_a_lock_on_a_removed_file_counts_for_nothing(
    tmp_path: Path,
) -> None:
    first, second = AttemptLock(tmp_path, "a1"), AttemptLock(tmp_path, "a1")
    first.acquire("2026-03-02T09:00:00+00:00")
    (tmp_path / "a1.lock").unlink()
    second.acquire("2026-03-02T09:01:00+00:00")
    first.release()
    second.release()
    assert list(tmp_path.iterdir()) == []
