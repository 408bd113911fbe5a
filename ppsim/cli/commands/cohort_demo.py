"""``ppsim cohort demo``: a made-up cohort as attempt files and a key file."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ppsim.cli.cases import material_of, read_named
from ppsim.cli.problems import Exit, usage
from ppsim.cli.writing import replace_file
from ppsim.words.counts import counted
from ppsim.words.safe import safe

if TYPE_CHECKING:
    from ppsim.store.material import Material

CASE = "mark"
COHORT = "synthetic-demo"
KEY = "key.json"
README = """\
A {label}.

{people}, seed {seed}, at: {cases}. Written by ppsim cohort demo; the same numbers
give the same files. attempts/ holds what they would have handed in, {key} the list of whose
pseudonym is whose, as an instructor keeps it.

A report:   ppsim cohort report {folder} --case {case} -o report.html
A seminar:  ppsim seminar {folder} --case {case}
"""


def run(args: argparse.Namespace) -> int:
    """Play the case as people who do not exist, and write what they would have handed in."""
    folder: Path = args.output
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise usage(f"{folder} is there already; a made-up cohort goes into a new folder")
    made = [material_of(read_named(args, case)) for case in dict.fromkeys(args.case or [CASE])]
    with _whole_or_not_at_all(folder):
        return _write(args, folder, made)


@contextmanager
def _whole_or_not_at_all(folder: Path) -> Iterator[None]:
    """Where writing fails, what was written goes again: nothing else is in the folder."""
    try:
        yield
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _write(args: argparse.Namespace, folder: Path, made: list[Material]) -> int:
    from ppsim.cohort.demo import LABEL, demo_cohort, members
    from ppsim.exchange.attempt_file import file_name, render
    from ppsim.store.handed_in import of_play

    attempts = folder / "attempts"
    attempts.mkdir(parents=True)
    written = 0
    for material in made:
        cohort = demo_cohort(material.story, material.rubric, args.people, args.seed)
        for attempt in cohort:
            handed = of_play(
                attempt.play,
                material,
                id=attempt.id.replace("-", ""),
                cohort=COHORT,
                person=attempt.member.pseudonym,
                consent="yes",
                began=attempt.began,
            )
            replace_file(attempts / file_name(handed), render(handed))
            written += 1
    ids = [material.case.id for material in made]
    group = members(args.people, made[0].rubric, args.seed)
    _key(folder / KEY, [member.pseudonym for member in group])
    words = README.format(
        label=LABEL,
        people=counted(args.people, "made-up person", "made-up people"),
        seed=args.seed,
        cases=", ".join(ids),
        case=ids[0],
        key=KEY,
        folder=folder,
    )
    replace_file(folder / "README.txt", words)
    which = f" --case {ids[0]}" if len(ids) > 1 else ""
    sys.stdout.write(
        safe(
            f"{folder}: {counted(written, 'attempt')} of "
            f"{counted(args.people, 'made-up person', 'made-up people')} "
            f"({', '.join(ids)}); {LABEL}.\n"
            f"Now:  ppsim cohort report {folder}{which} -o report.html\n"
            f"      ppsim seminar {folder}{which}\n"
        )
    )
    return Exit.OK


def _key(path: Path, pseudonyms: list[str]) -> None:
    """A key file as ``ppsim store key`` keeps one, readable by its owner alone."""
    people = {f"Made-up person {n}": name for n, name in enumerate(pseudonyms, start=1)}
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
        file.write(json.dumps({"ppsim_key": 1, "people": people}, indent=2) + "\n")
