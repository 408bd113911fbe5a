"""``ppsim check``: what is wrong with case and rubric files, at its place."""

from __future__ import annotations

import argparse
import codecs
import re
import sys
from contextlib import nullcontext
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from ppsim.catalogue.listing import SUFFIXES
from ppsim.check.settings import FILE, BadSettings, Settings, parse_settings
from ppsim.check.written import WRITERS
from ppsim.cli.paths import absent, files_below, typed
from ppsim.cli.problems import Exit, Problem, tell, usage
from ppsim.cli.scripts import is_script
from ppsim.format.collector import no_collection
from ppsim.format.diagnostics import Diagnostic
from ppsim.format.source import decode, read_bytes
from ppsim.report.checked import check_file, judge_of

if TYPE_CHECKING:
    from ppsim.check.fixes_text import Fix

MANY = 24
"""Files from which on it pays to start a process for each processor."""
CHUNK = 8
LEAVES_NOTHING_OPEN = True
"""For ``ppsim.cli.main``: no file, journal or process outlives ``run``."""
HEAD = 8192
"""Bytes of a file in which it says what it is."""
_RUBRIC = re.compile(rb"^rubric:[ \t]+[\"']?([a-z][a-z0-9_-]*)", re.MULTILINE)
_CASE = re.compile(rb"^(?:id|seat|minutes|cast|start|scenes):", re.MULTILINE)


def run(args: argparse.Namespace) -> int:
    """Print every finding; exit 0 where none is graver than a note, 2 where a path is none."""
    missing = [path for path in args.paths if not path.exists()]
    for path in missing:
        tell(absent(path))
    if missing:
        return Exit.USAGE
    files = files_in(args.paths)
    if not files:
        folders = [str(path) for path in args.paths if path.is_dir()]
        if folders:
            tell(f"there is no case or rubric in {', '.join(folders)}: no name ends in .yaml")
        return Exit.USAGE
    known: dict[Path, Settings] = {}
    own = [settings_for(path, known) for path in files]
    if args.diff and not args.fix:
        raise usage("--diff shows what --fix would do; give both")
    if args.fix:
        changed = fix_all(files, own, args.diff)
        if args.diff:
            return Exit.FAILED if changed else Exit.OK
    with no_collection() if len(files) == 1 else nullcontext():
        found = of_all(files, own, rubrics_among(files))
    sys.stdout.write(WRITERS[args.format](found, len(files)))
    return Exit.FAILED if any(f.severity != "note" for f in found) else Exit.OK


def of_all(
    files: list[Path], settings: list[Settings], rubrics: dict[str, Path]
) -> tuple[Diagnostic, ...]:
    """The findings of all files in their order; where they are many, by every processor.

    What is wrong with a rubric is said once, however many cases name it.
    """
    of_one = partial(findings, rubrics=rubrics)
    if len(files) < MANY:
        each = [of_one(path, own) for path, own in zip(files, settings, strict=True)]
        return tuple(dict.fromkeys(chain.from_iterable(each)))
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import active_children, get_context

    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        try:
            found = pool.map(of_one, files, settings, chunksize=CHUNK)
            return tuple(dict.fromkeys(chain.from_iterable(found)))
        except BrokenProcessPool:
            for worker in active_children():  # one begun just then would wait for work for ever
                worker.kill()
            raise Problem(
                "a process of this check was ended from outside, most often for want of memory; "
                "check fewer files at a time"
            ) from None


def fix_all(files: list[Path], settings: list[Settings], only_show: bool) -> bool:
    """Put right what is surely meant, or show it; whether there was anything to do.

    Each file is the old or the new one at every moment. What was done is said on standard error,
    so that what a program reads stays what it was.
    """
    from ppsim.check.fixes import fixed
    from ppsim.cli.writing import replace_file, show

    rubrics = rubrics_among(files)
    changed = False
    for path, own in zip(files, settings, strict=True):
        try:
            data = read_bytes(path)
        except OSError:
            continue  # said when it is checked
        source, fault = decode(data, str(path))
        if fault is not None:
            continue
        after, done = fixed(source.text, judge_of(path, own, rubrics))
        if not done:
            continue
        changed = True
        if only_show:
            show(path, source.text, after, "fixed")
            continue
        mark = "\ufeff" if data.startswith(codecs.BOM_UTF8) else ""
        replace_file(path, mark + after)
        said = ", ".join(f"{fix.code} in line {fix.line}" for fix in sorted(done, key=_place))
        tell(f"{path}: put right: {said}")
    return changed


def _place(fix: Fix) -> int:
    return fix.line


def rubrics_among(files: list[Path]) -> dict[str, Path]:
    """The rubric files in what was given, by id: cases given with them are held against them."""
    found: dict[str, Path] = {}
    for path in files:
        try:
            with path.open("rb") as file:
                head = file.read(HEAD)
        except OSError:
            continue  # said when it is checked
        named = _RUBRIC.search(head)
        if named is not None and not _CASE.search(head):
            found.setdefault(named[1].decode(), path)
    return found


def files_in(paths: list[Path]) -> list[Path]:
    """The files meant: files as they are, every YAML file below a folder; each once.

    Play scripts are not among them: ``ppsim test`` runs those.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            below = (p for p in files_below(path) if p.suffix in SUFFIXES)
            found.update(dict.fromkeys(p for p in below if not is_script(p)))
        elif is_script(path):
            tell(f"{path} is a play script; run it with: ppsim test {typed(path)}")
        else:
            found[path] = None
    return list(found)


def settings_for(path: Path, known: dict[Path, Settings]) -> Settings:
    """The settings of the nearest ``ppsim.toml`` in the file's folder or above it.

    Raises:
        Problem: it cannot be read.
    """
    for folder in path.absolute().parents:
        if folder in known:
            return known[folder]
        file = folder / FILE
        if file.is_file():
            try:
                known[folder] = parse_settings(file.read_bytes())
            except BadSettings as error:
                raise usage(f"{file}: {error}") from None
            return known[folder]
    return Settings()


def findings(
    path: Path, settings: Settings | None = None, rubrics: dict[str, Path] | None = None
) -> tuple[Diagnostic, ...]:
    """What there is to say about one file."""
    return check_file(path, settings, rubrics=rubrics).findings
