"""``ppsim panel``: raters' word on a case's key, and the key put on it."""

from __future__ import annotations

import argparse
import codecs
import datetime
import sys
from pathlib import Path

from ppsim.catalogue.reading import CaseRead, read_case
from ppsim.cli.cases import material_of, read_named
from ppsim.cli.problems import Exit, Problem, tell, usage
from ppsim.cli.writing import replace_file
from ppsim.format.canonical import canonical_json
from ppsim.format.case import Case
from ppsim.format.load import load_case
from ppsim.format.source import MAX_BYTES, read_bytes
from ppsim.panel.agreement import NoLibrary
from ppsim.panel.judge import Panel, judge, options_of, refusals
from ppsim.panel.ratings import BadRatings, read_ratings
from ppsim.panel.written import as_text, with_panel
from ppsim.words.safe import safe
from scoring.rubric import Rubric


def run(args: argparse.Namespace) -> int:
    """Say what the panel shows; with ``--write`` put it into the case, or say why not."""
    read = read_named(args, args.case)
    material = material_of(read)
    case, rubric = material.case, material.rubric
    try:
        files = {str(path): _bytes(path) for path in args.ratings}
        ratings = read_ratings(files, case, rubric.codes, options_of(case))
        panel = judge(case, rubric, ratings)
    except BadRatings as bad:
        sys.stderr.write(safe(f"{bad}\n"))
        tell("the ratings cannot be used as they are (docs/panels.md says how they are written)")
        return Exit.USAGE
    except NoLibrary as missing:
        raise Problem(str(missing)) from None
    sys.stdout.write(safe(as_text(case, panel)))
    if not args.write:
        return Exit.OK
    return _write(read, case, rubric, panel, args.date or datetime.date.today().isoformat())


def _bytes(path: Path) -> bytes:
    try:
        data = read_bytes(path)
    except OSError as error:
        raise usage(f"{path}: {error.strerror or error}") from None
    if len(data) > MAX_BYTES:
        raise usage(f"{path} is larger than {MAX_BYTES // 1024} KiB; is it the right file?")
    return data


def _write(read: CaseRead, case: Case, rubric: Rubric, panel: Panel, date: str) -> int:
    """Put the panel into the case file; nothing but that changes in what it means."""
    path = Path(read.case.source.name)
    if refusals(panel):
        tell(f"nothing was written; {path} is as it was")
        return Exit.FAILED
    after = with_panel(read.case.source.text, panel, date)
    made = load_case(after, str(path), rubric).value
    if made is None or made.panel is None or _but_for_panel(made) != _but_for_panel(case):
        raise Problem(
            f"nothing was written: the top of {path} is not written a key a line; put "
            "key_status and panel there by hand"
        )
    data = read_bytes(path)
    mark = "\ufeff" if data.startswith(codecs.BOM_UTF8) else ""
    if read_case(path).case.source.text != read.case.source.text:
        raise Problem(f"nothing was written: {path} was changed meanwhile")
    replace_file(path, mark + after)
    sys.stdout.write(safe(f"\n{path}: its key rests on a panel of {made.panel.n} now.\n"))
    return Exit.OK


def _but_for_panel(case: Case) -> str:
    status = {"key_status": "author-provisional", "panel": None}
    return canonical_json(case.model_copy(update=status))
