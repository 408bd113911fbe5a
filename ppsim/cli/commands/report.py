"""``ppsim report``: the debrief of an attempt, the same each time."""

from __future__ import annotations

import argparse
import sys

from ppsim.cli.journals import last_attempt, open_journal, own_attempt, profile
from ppsim.cli.problems import Exit
from ppsim.report.compose import compose
from ppsim.report.of_attempt import debrief_of
from ppsim.store.material import replayed

WIDTH = 80


def run(args: argparse.Namespace) -> int:
    """Write the debrief on standard output, by the text and rubric that were played."""
    with open_journal() as journal:
        name = profile(args)
        attempt = (
            last_attempt(journal, name)
            if args.attempt is None
            else own_attempt(journal, args.attempt, name)
        )
        material, play = replayed(journal, attempt)
        debrief = debrief_of(material, play, journal.annex(attempt.id))
    if args.format == "json":
        from ppsim.report import json

        sys.stdout.write(json.render(debrief))
    elif args.format == "md":
        from ppsim.report import markdown

        sys.stdout.write(markdown.render(compose(debrief)))
    elif args.format == "html":
        from ppsim.report import html

        sys.stdout.write(html.render(compose(debrief), material.case.language))
    else:
        from ppsim.report import text

        sys.stdout.write(text.render(compose(debrief), WIDTH))
    return Exit.OK
