"""``ppsim check`` as a process: what it says when the machine fails it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOIS = ROOT / "vignettes" / "lois.yaml"
ENV = {**os.environ, "PYTHONPATH": str(ROOT)}
linux = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks into /proc")


def workers(process: subprocess.Popen[str]) -> list[int]:
    """The processes that share the work of another, as far as they are there."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    found = []
    for child in children.read_text().split():
        try:
            command = Path(f"/proc/{child}/cmdline").read_bytes()
        except FileNotFoundError:
            continue
        if b"spawn_main" in command:
            found.append(int(child))
    return found


@linux
def test_a_worker_that_is_ended_from_outside_is_told_in_plain_words(tmp_path: Path) -> None:
    text = LOIS.read_text("utf-8")
    for n in range(400):
        (tmp_path / f"{n:03}.yaml").write_text(text, "utf-8")
    command = [sys.executable, "-m", "ppsim", "check", str(tmp_path)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENV
    ) as process:
        while process.poll() is None:
            if there := workers(process):
                os.kill(there[0], signal.SIGKILL)
                break
        out, err = process.communicate()
    assert process.returncode == 1
    assert out == ""
    assert err.startswith("ppsim: a process of this check was ended from outside")
    assert err.count("\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_output_that_finds_no_space_is_told_in_plain_words() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "ppsim", "check", str(LOIS)],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env=ENV,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.startswith("ppsim: there is no space left for what is written\n")
