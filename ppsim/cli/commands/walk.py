"""``ppsim walk``: every state of a case, and what its plays come to."""

from __future__ import annotations

import argparse
import json
import sys

from ppsim.catalogue.listing import UnknownCase, find
from ppsim.catalogue.places import case_folders
from ppsim.cli.commands.bots import readable
from ppsim.cli.problems import Exit, usage
from ppsim.explore import walk
from ppsim.explore.sample import sample
from ppsim.explore.survey import survey
from ppsim.report.survey import text


def run(args: argparse.Namespace) -> int:
    """Walk one case; exit 1 where the walk was bounded or found something out of reach."""
    try:
        path = find(args.case, case_folders(args.cases))
    except UnknownCase as unknown:
        raise usage(str(unknown)) from None
    made = readable(path)
    if made is None:
        return Exit.USAGE
    walked = walk(made.story, made.rubric, args.budget)
    played = sample(walked, args.random, args.policy, args.seed) if args.random else None
    found = survey(walked, played)
    if args.format == "json":
        sys.stdout.write(json.dumps(found, indent=2, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write(text(found))
    out_of_reach = any(o["way"] is None for o in (*found["options"], *found["scenes"]))
    whole = found["complete"] and not out_of_reach and not found["dead_ends"]
    return Exit.OK if whole else Exit.FAILED
