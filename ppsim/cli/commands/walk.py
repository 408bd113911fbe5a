"""``ppsim walk``: every state of a case, and what its plays come to."""

from __future__ import annotations

import argparse
import json
import sys

from ppsim.cli.commands.bots import readable
from ppsim.cli.problems import Exit, tell
from ppsim.explore import walk
from ppsim.explore.survey import survey
from ppsim.report.survey import text


def run(args: argparse.Namespace) -> int:
    """Walk one case; exit 1 where the walk was bounded or found something out of reach."""
    if not args.case.is_file():
        tell(f"{args.case} is not a file")
        return Exit.USAGE
    made = readable(args.case)
    if made is None:
        return Exit.USAGE
    found = survey(walk(made.story, made.rubric, args.budget))
    if args.format == "json":
        sys.stdout.write(json.dumps(found, indent=2, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write(text(found))
    out_of_reach = any(o["way"] is None for o in (*found["options"], *found["scenes"]))
    whole = found["complete"] and not out_of_reach and not found["dead_ends"]
    return Exit.OK if whole else Exit.FAILED
