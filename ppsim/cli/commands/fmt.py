"""``ppsim fmt``: files in the canonical layout."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ppsim.authoring.tidy import NotTidied, tidied
from ppsim.catalogue.reading import read_case
from ppsim.cli.paths import absent, typed
from ppsim.cli.problems import Exit, tell
from ppsim.cli.writing import replace_file, show
from ppsim.format.source import decode, read_bytes
from ppsim.words.safe import safe


def run(args: argparse.Namespace) -> int:
    """Lay the files out; exit 1 where one was refused, or, only looking, would change."""
    missing = [path for path in args.files if not path.is_file()]
    for path in missing:
        tell(f"{path} is a folder; name the files in it" if path.is_dir() else absent(path))
    if missing:
        return Exit.USAGE
    looking = args.check or args.diff
    code = Exit.OK
    for path in args.files:
        try:
            before, after = _both(path)
        except NotTidied as why:
            tell(f"{path} was left as it is: {why} (see: ppsim check {typed(path)})")
            code = Exit.FAILED
            continue
        if before == after:
            continue
        if looking:
            code = Exit.FAILED
            _show(path, before, after, args.diff)
        else:
            replace_file(path, after)
            sys.stdout.write(safe(f"{path}: laid out.\n"))
    return code


def _both(path: Path) -> tuple[str, str]:
    """The text of a file as it is, and as it is to be."""
    data = read_bytes(path)
    source, fault = decode(data, str(path))
    if fault is not None:
        raise NotTidied("it has errors")
    read = read_case(path)
    rubric = None if read.rubric is None else read.rubric.value
    as_it_is = data.decode("utf-8")  # with a byte order mark or foreign line ends, if it has them
    return as_it_is, tidied(source.text, str(path), rubric)


def _show(path: Path, before: str, after: str, whole: bool) -> None:
    if not whole:
        sys.stdout.write(safe(f"{path}: would be laid out anew.\n"))
        return
    show(path, before, after, "laid out")
