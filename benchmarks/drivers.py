"""Peers as processes that play on request, so that rounds can alternate between engines.

Each peer runs in an environment of its own (benchmarks/README.md), found by:

- ``PPSIM_PEERS_PYTHON``: a Python that can import ``inkcpp_py`` and ``bardic``; the one that runs
  the benchmarks by default.
- ``PPSIM_PEERS_NODE``: the folder that holds ``node_modules/inkjs``; the current one by default.
  ``node`` is looked for on the PATH. inkjs also compiles the ink that inkcpp plays.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks import sources
from ppsim.format.case import Case

_HERE = Path(__file__).parent / "peers"


@dataclass(frozen=True, slots=True)
class Absent:
    """A peer that cannot be driven here, and what would bring it."""

    name: str
    how: str


class Driver:
    """A peer's process: it is told how many plays, and answers with seconds and endings."""

    def __init__(self, name: str, version: str, process: subprocess.Popen[str]) -> None:
        self.name = name
        self.version = version
        self._process = process

    def play(self, plays: int) -> tuple[float, Counter[str]]:
        """Seconds taken, and how often each ending was reached."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{plays}\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        return answer["seconds"], Counter(answer["endings"])


@contextmanager
def peers(case: Case) -> Iterator[list[Driver | Absent]]:
    """Every peer, started on the case, or the reason why it is absent; ended on leaving."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        (folder / "game.ink").write_text(sources.ink(case), encoding="utf-8")
        (folder / "game.bard").write_text(sources.bardic(case), encoding="utf-8")
        python = os.environ.get("PPSIM_PEERS_PYTHON", sys.executable)
        node = shutil.which("node")
        node_env = {
            "NODE_PATH": str(Path(os.environ.get("PPSIM_PEERS_NODE", ".")) / "node_modules")
        }
        found: list[Driver | Absent] = []
        # inkjs comes first: it writes the compiled ink that inkcpp reads
        if node is None:
            found.append(Absent("inkjs", "node is not on the PATH"))
        else:
            command = [node, str(_HERE / "drive_inkjs.js"), str(folder)]
            found.append(_start(stack, "inkjs", command, node_env, "npm install inkjs"))
        if (folder / "game.json").exists():
            command = [python, str(_HERE / "drive_inkcpp.py"), str(folder)]
            found.append(_start(stack, "inkcpp-py", command, {}, "pip install inkcpp-py"))
        else:
            found.append(Absent("inkcpp-py", "inkjs must compile the ink for it"))
        command = [python, str(_HERE / "drive_bardic.py"), str(folder)]
        found.append(_start(stack, "bardic", command, {}, "pip install bardic"))
        yield found


def _start(
    stack: ExitStack, name: str, command: list[str], env: dict[str, str], how: str
) -> Driver | Absent:
    process = subprocess.Popen(
        command,
        env={**os.environ, **env},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    stack.callback(_end, process)
    assert process.stdout is not None
    hello = process.stdout.readline()
    if not hello:
        return Absent(name, how)
    return Driver(name, json.loads(hello)["version"], process)


def _end(process: subprocess.Popen[str]) -> None:
    if process.stdin is not None:
        process.stdin.close()
    process.wait(timeout=10)
    if process.stdout is not None:
        process.stdout.close()
