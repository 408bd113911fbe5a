"""``ppsim cases``: what can be played, from the headers of the files."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from ppsim.catalogue.listing import Listed, listing
from ppsim.catalogue.places import case_folders
from ppsim.cli.paths import typed
from ppsim.cli.problems import Exit
from ppsim.words.counts import counted
from ppsim.words.safe import safe

SEATS = {
    "therapist": "you are the therapist",
    "supervisee": "you are the supervisee",
    "supervisor": "you are the supervisor",
}


def run(args: argparse.Namespace) -> int:
    """List the cases; files that cannot be read are named at the end."""
    found = listing(case_folders(args.cases))
    if args.json:
        json.dump([as_data(case) for case in found], sys.stdout, indent=2, ensure_ascii=False)
        sys.stdout.write("\n")
        return Exit.OK
    playable = [case for case in found if case.header is not None and case.hidden_by is None]
    lines = [line for case in playable for line in (*in_words(case), "")]
    if playable:
        where = "".join(f" --cases {typed(folder)}" for folder in args.cases)
        lines.append(f"Play one with: ppsim play {playable[0].id} --plain{where}")
    else:
        lines.append("No cases were found.")
    for case in found:
        if case.header is None:
            see = f"ppsim check {typed(case.path)}"
            lines.append(f"{case.path} cannot be read as a case; see: {see}")
        elif case.hidden_by is not None:
            lines.append(f"{case.path} has the same id as {case.hidden_by}, which is played.")
    sys.stdout.write(safe("\n".join(lines)) + "\n")
    return Exit.OK


def in_words(case: Listed) -> list[str]:
    """A case in two to four lines."""
    header = case.header
    if header is None:
        return [case.id]
    lines = [
        f"{header.id}: {header.title}",
        f"  {SEATS.get(header.seat, header.seat)}; about {counted(header.minutes, 'minute')}",
    ]
    if header.themes:
        lines.append(f"  themes: {', '.join(header.themes)}")
    if header.content_notes:
        lines.append(f"  content notes: {', '.join(header.content_notes)}")
    return lines


def as_data(case: Listed) -> dict[str, Any]:
    """A case as JSON-able data; ``problem`` in place of a header that could not be read."""
    data: dict[str, Any] = {
        "id": case.id,
        "path": str(case.path),
        "origin": case.origin,
        "hidden_by": None if case.hidden_by is None else str(case.hidden_by),
    }
    header = case.header
    if header is None:
        return {**data, "problem": [d.message for d in case.diagnostics]}
    return {
        **data,
        "title": header.title,
        "version": header.version,
        "language": header.language,
        "seat": header.seat,
        "parallel": header.parallel,
        "minutes": header.minutes,
        "themes": list(header.themes),
        "content_notes": list(header.content_notes),
        "objectives": list(header.objectives),
        "rubric": header.rubric,
        "key_status": header.key_status,
    }
