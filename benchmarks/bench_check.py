"""``ppsim check`` as a command, of one case and of a library, and its proofs about guards."""

from __future__ import annotations

import gc
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks import sources
from benchmarks.bare import bare_states
from benchmarks.game import rubric
from benchmarks.generate import generate_case
from benchmarks.processes import environment
from benchmarks.rows import Row, absent, at_least, at_most, paired
from ppsim.check.guards import guards
from ppsim.check.subject import Subject
from ppsim.format.case import Case
from ppsim.format.load import Loaded, load_case

ROOT = Path(__file__).parents[1]
BARE = (sys.executable, "-c", "from pydantic import BaseModel; import ruamel.yaml")
COMMAND = "import sys; from ppsim.cli.main import main; sys.exit(main())"
"""What the script does that pip installs as ``ppsim``."""
DECISIONS, OPTIONS, KIB = 38, 4, 90
"""With its two endings a case of 40 scenes."""
GOAL = 3.0
LIBRARY = 1000
"""Cases; beside a quarter of them."""
LINEAR, SHARED, MEMORY = 1.15, 1.5, 1.5
LONG, STOPS = 200, (6, 12)
"""Decisions of the long case, and where its numbers stop."""
PROOFS = 2.0
NEARLY, BOUNDED = 26, 1.25
"""Where the numbers stop so that the long case stays within the budget (126,848 states)."""


def run(quick: bool) -> list[Row]:
    """Commands from start to end, in paired rounds; bytecode is kept, as it is once installed."""
    return [*_one_case(quick), *_library(quick), *_proofs(quick), *_beyond()]


# ---- one case


def _one_case(quick: bool) -> list[Row]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        env = environment(folder)
        made = folder / "generated.yaml"
        made.write_text(generate_case(DECISIONS, OPTIONS, KIB), encoding="utf-8")
        shipped = ROOT / "vignettes" / "lois.yaml"
        peers, rows = _peers(folder, made)
        commands = [(BARE, (0,)), _check(made), _check(shipped), *peers.values()]
        timed = [_process(command, codes, env) for command, codes in commands]
        bare, generated, lois, *others = paired(timed, 5 if quick else 21)
    beside = "beside the bare imports"
    ours = [
        at_most("check", f"check 40 scenes, 90 KiB, {beside}", _over(generated, bare), GOAL),
        at_most("check", f"check Lois, {beside}", _over(lois, bare), GOAL),
        Row("check", "the bare imports", median(bare) * 1000, "ms", len(bare)),
        Row("check", "check 40 scenes", median(generated) * 1000, "ms", len(bare)),
    ]
    for what, times in zip(peers, others, strict=True):
        rows.append(Row("check", f"{what}, same story", median(times) * 1000, "ms", len(times)))
        ratio = median(_over(generated, times))
        rows.append(Row("check", f"check 40 scenes / {what}", ratio, "x", len(times)))
    return [*ours, *rows]


Command = tuple[tuple[str, ...], tuple[int, ...]]


def _peers(folder: Path, made: Path) -> tuple[dict[str, Command], list[Row]]:
    """The peers' own checkers on the same story; and those that are not there."""
    case = load_case(made.read_bytes(), made.name, rubric()).value
    assert case is not None
    bard, ink = folder / "game.bard", folder / "game.ink"
    bard.write_text(sources.bardic(case), encoding="utf-8")
    ink.write_text(sources.ink(case), encoding="utf-8")
    there: dict[str, Command] = {}
    rows = []
    bardic = Path(os.environ.get("PPSIM_PEERS_PYTHON", sys.executable)).parent / "bardic"
    if bardic.exists():
        there["bardic lint"] = ((str(bardic), "lint", str(bard)), (0, 1))
    else:
        rows.append(absent("check", "bardic lint", "pip install bardic"))
    modules = Path(os.environ.get("PPSIM_PEERS_NODE", ".")) / "node_modules"
    compiler, node = modules / "inkjs" / "bin" / "inkjs-compiler.js", shutil.which("node")
    if node is not None and compiler.exists():
        command = (node, str(compiler), "-o", str(folder / "game.json"), str(ink))
        there["inkjs compiler"] = (command, (0,))
    else:
        rows.append(absent("check", "inkjs compiler", "npm install inkjs (and node)"))
    return there, rows


def _over(ours: list[float], theirs: list[float]) -> list[float]:
    return [a / b for a, b in zip(ours, theirs, strict=True)]


def _check(path: Path) -> Command:
    return (sys.executable, "-c", COMMAND, "check", str(path)), (0, 1)


def _process(
    command: tuple[str, ...], codes: tuple[int, ...], env: dict[str, str]
) -> Callable[[], float]:
    def once() -> float:
        begin = perf_counter()
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, check=False)
        taken = perf_counter() - begin
        if done.returncode not in codes or (
            COMMAND in command and b" checked: " not in done.stdout
        ):
            raise RuntimeError(done.stderr.decode(errors="replace"))
        return taken

    return once


# ---- a library


def _library(quick: bool) -> list[Row]:
    """A folder of many cases beside a quarter of it; the quarter by one processor and by all."""
    many = 200 if quick else LIBRARY
    less = many // 4
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        env = environment(folder)
        text = generate_case(DECISIONS, OPTIONS, KIB)
        for count in (less, many):
            (folder / str(count)).mkdir()
            for n in range(count):
                text_n = text.replace("id: generated", f"id: generated-{n}", 1)
                (folder / str(count) / f"{n:04}.yaml").write_text(text_n, encoding="utf-8")
        _check_all(folder / str(less), env)  # bytecode, and the files in memory
        quarter, small = _check_all(folder / str(less), env)
        whole, large = _check_all(folder / str(many), env)
        alone = _by_one(folder / str(less), env)
    memory = f"peak memory of a process, {many} beside {less}"
    rows = [
        at_most("check", f"{many} cases beside 4 times {less}", [whole / 4 / quarter], LINEAR),
        Row("check", f"{many} cases, each", whole / many * 1000, "ms"),
        at_most("check", memory, [large / small], MEMORY),
    ]
    if alone is not None:
        what = f"{less} cases, one processor / {os.cpu_count()}"
        rows.append(at_least("check", what, [alone / quarter], SHARED))
    return rows


def _by_one(path: Path, env: dict[str, str]) -> float | None:
    """Seconds with a single processor; ``None`` where there is one, or none can be set apart."""
    if sys.platform != "linux" or len(there := os.sched_getaffinity(0)) < 2:
        return None
    os.sched_setaffinity(0, {min(there)})
    try:
        return _check_all(path, env)[0]
    finally:
        os.sched_setaffinity(0, there)


def _check_all(path: Path, env: dict[str, str]) -> tuple[float, float]:
    """Seconds, and the peak memory of the largest of its processes (KiB)."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:  # a process of its own, so that its children's peak is of this run alone
        try:
            begin = perf_counter()
            _process(*_check(path), env)()
            taken = perf_counter() - begin
            used = resource.getrusage(resource.RUSAGE_CHILDREN)
            os.write(write, f"{taken} {used.ru_maxrss}".encode())
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read) as answer:
        said = answer.read()
    os.waitpid(child, 0)
    if not said:
        raise RuntimeError(f"the check of {path} failed")
    taken, peak = map(float, said.split())
    return taken, peak


# ---- guards


def _proofs(quick: bool) -> list[Row]:
    rows = []
    for stop in STOPS:
        loaded = load_case(generate_case(LONG, OPTIONS, 0, stop), "long.yaml", rubric())
        states, _ = bare_states(LONG, stop)

        def bare(stop: int = stop) -> float:
            begin = perf_counter()
            bare_states(LONG, stop)
            return perf_counter() - begin

        def proved(loaded: Loaded[Case] = loaded, states: int = states) -> float:
            assert loaded.value is not None
            assert loaded.document is not None
            subject = Subject(loaded.value, rubric(), loaded.source, loaded.document)
            assert subject.story  # compiled, and nothing remembered yet
            gc.disable()  # as in a check
            begin = perf_counter()
            found = list(guards(subject))
            taken = perf_counter() - begin
            gc.enable()
            assert found, "the first decisions are guarded by what cannot be yet"
            assert subject.spoken is not None
            ends = sum(len(s.index) for s in subject.spoken.scenes if s.id in ("intact", "flat"))
            assert subject.spoken.states - ends == states, "not the same states"
            return taken

        floor, ours = paired((bare, proved), 5 if quick else 25)
        note = f"{median(ours) * 1e3:.1f} ms against {median(floor) * 1e3:.1f} ms"
        what = f"guards, {LONG} decisions, {states:,} states / bare walk"
        rows.append(at_most("check", what, _over(ours, floor), PROOFS, note))
    return rows


# ---- more states than the budget allows


def _beyond() -> list[Row]:
    """A case of some millions of states, given up at 200,000, beside one that is walked whole."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        env = environment(folder)
        peaks = []
        for stop in (NEARLY, 0):
            file = folder / f"stops-at-{stop}.yaml"
            file.write_text(generate_case(LONG, OPTIONS, 0, stop), encoding="utf-8")
            peaks.append(_check_all(file, env)[1])
    whole, given_up = peaks
    what = "peak memory, millions of states / 126,848 states"
    note = f"{given_up / 1024:.0f} MiB against {whole / 1024:.0f} MiB"
    return [at_most("check", what, [given_up / whole], BOUNDED, note)]
