"""``ppsim seminar``: a group and a case before a room."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from ppsim.catalogue.places import home, journal_file
from ppsim.cli import face
from ppsim.cli.problems import Problem, tell, usage
from ppsim.cli.sources import Gathered, gather, look

if TYPE_CHECKING:
    from ppsim.cohort.seminar import Seminar
    from ppsim.cohort.seminar_subject import Subject


def run(args: argparse.Namespace) -> int:
    """Hold the seminar, until it is left.

    Raises:
        Problem: there is no terminal, nothing to talk about, or an unfinished seminar in the way.
    """
    if not face.can_draw():
        raise usage(
            "there is no terminal here to draw on; the same figures on a page: "
            "ppsim cohort report SOURCE --view projection -o seminar.html"
        )
    found = gather(args)
    subject = subject_of(found, args.key)
    path = kept_at(found)
    seminar = begun(subject, args.minutes) if args.beside else seminar_of(subject, path, args)
    if found.aside:
        tell(
            f"left out, since they do not replay: {len(found.aside)}; "
            "ppsim cohort report says which and why"
        )
    from ppsim.tui.seminar import start

    mouse = not getattr(args, "no_mouse", False)
    opening = start.SeminarOpening(subject, seminar, path, home(), journal_file(), mouse)
    return start.run_beside(opening) if args.beside else start.run(opening)


def begun(subject: Subject, minutes: int) -> Seminar:
    """A seminar about to open.

    Raises:
        Problem: the case has no decision to talk about.
    """
    try:
        return subject.begin(minutes)
    except ValueError as error:
        raise Problem(str(error)) from None


def subject_of(found: Gathered, key: Path | None) -> Subject:
    """What a room sees of a group at a case.

    Raises:
        Problem: what the room was shown last cannot be read or kept.
    """
    from ppsim.cohort.seminar_subject import subject_of as put_together
    from ppsim.explore.walk import walk

    shown = look(found, "projection", key)
    story = found.material.story
    walked = walk(story, found.material.rubric)
    return put_together(story, found.structure, walked, shown, synthetic=found.synthetic)


def kept_at(found: Gathered) -> Path:
    """Where a seminar of this group at this text of the case is kept as it goes."""
    cohorts = "+".join(found.cohorts) or "none"
    figures = found.figures
    return home() / "seminars" / f"{cohorts}.{figures.case_id}.{figures.case[:8]}.json"


def seminar_of(subject: Subject, path: Path, args: argparse.Namespace) -> Seminar:
    """The seminar to hold: a new one, or the one that was left.

    Raises:
        Problem: an unfinished one is in the way, or there is none to go on with.
    """
    fresh = begun(subject, args.minutes)
    left = None if args.new else _left(path, fresh)
    if args.resume:
        if left is None:
            raise usage("there is no seminar of this group at this case to go on with")
        return left
    if left is not None and left.visited and not left.closed:
        raise usage(
            "a seminar of this group at this case was left unfinished; to go on with it: "
            "--resume; to begin anew: --new"
        )
    return fresh


def _left(path: Path, fresh: Seminar) -> Seminar | None:
    from ppsim.cohort.seminar_keep import BadSeminar, from_json

    try:
        data = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return None
    except ValueError:
        data = None
    try:
        return from_json(data, fresh)
    except BadSeminar as bad:
        raise Problem(f"{path}: {bad}; to begin anew: --new") from None
