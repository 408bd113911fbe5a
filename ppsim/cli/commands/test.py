"""``ppsim test``: play scripts run, and what they leave out."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ppsim.catalogue.places import case_folders
from ppsim.catalogue.reading import read_case
from ppsim.cli.paths import typed
from ppsim.cli.problems import Exit, tell
from ppsim.cli.scripts import Found, case_of, plays_of, scripts_in
from ppsim.format.diagnostics import render
from ppsim.format.source import read_bytes
from ppsim.scripts.coverage import Coverage, coverage
from ppsim.scripts.read import read_script
from ppsim.scripts.run import Outcome
from ppsim.scripts.run import run as run_script
from ppsim.store.material import Material, material
from ppsim.words.safe import safe


@dataclass
class _Case:
    path: Path
    material: Material
    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def covered(self) -> Coverage:
        return coverage(self.material.case, (outcome.play for outcome in self.outcomes))


def run(args: argparse.Namespace) -> int:
    """Run the scripts; exit 0 where all pass, 1 where one does not, 2 where one can't be run."""
    scripts = {f.path: f for path in args.paths for f in scripts_in(path)}
    if not scripts:
        tell(_no_scripts(args.paths))
        return Exit.USAGE
    cases: dict[Path, _Case] = {}
    unread = [found for found in scripts.values() if not _run(args, found, cases)]
    if args.format == "json":
        json.dump(_data(cases), sys.stdout, indent=2, ensure_ascii=False)
        sys.stdout.write("\n")
    else:
        sys.stdout.write(safe("".join(_told(case) for case in cases.values())))
    if unread:
        return Exit.USAGE
    failed = any(o.failure for case in cases.values() for o in case.outcomes)
    return Exit.FAILED if failed else Exit.OK


def _no_scripts(given: list[Path]) -> str:
    if len(given) == 1 and given[0].is_file():
        folder = plays_of(given[0])
        make = f"ppsim record --play {typed(given[0])} -o {typed(folder / 'first.yaml')}"
        return f"there is no play script in {folder}; make one with: {make}"
    said = ", ".join(str(path) for path in given)
    return f"there is no play script in {said}; make one with: ppsim record"


def _run(args: argparse.Namespace, found: Found, cases: dict[Path, _Case]) -> bool:
    """Run one script; ``False``, and why on standard error, where it cannot be run."""
    script, findings, lines = read_script(read_bytes(found.path), str(found.path))
    for finding in findings:
        sys.stderr.write(safe(render(finding)) + "\n")
    if script is None:
        return False
    path = case_of(found, script.case, args.case, case_folders(args.cases))
    if path not in cases:
        playable = read_case(path).playable
        if playable is None:
            tell(
                f"{path} cannot be played until its errors are put right "
                f"(see: ppsim check {typed(path)})"
            )
            return False
        cases[path] = _Case(path, material(*playable))
    case = cases[path]
    case.outcomes.append(run_script(script, case.material.story, case.material.rubric, lines))
    return True


def _told(case: _Case) -> str:
    lines = [f"{case.material.case.title} ({case.path})"]
    for outcome in case.outcomes:
        if outcome.failure is None:
            lines.append(f"  passes  {outcome.script.name}")
        else:
            at = "at the end" if outcome.step is None else f"at step {outcome.step}"
            lines += [f"  FAILS   {outcome.script.name}, {at}", render(outcome.failure)]
    covered = case.covered
    count = len(covered.options) - len(covered.not_taken)
    lines.append(f"  options taken: {count} of {len(covered.options)}")
    lines += [f"    not taken: {option}" for option in covered.not_taken]
    lines.append(f"  endings reached: {len(covered.reached)} of {len(covered.endings)}")
    lines += [f"    not reached: {ending}" for ending in covered.not_reached]
    failed = sum(outcome.failure is not None for outcome in case.outcomes)
    lines.append(f"  {len(case.outcomes)} run: {failed or 'none'} failed.")
    return "\n".join(lines) + "\n"


def _data(cases: dict[Path, _Case]) -> dict[str, Any]:
    return {"ppsim_test": 1, "cases": [_case_data(case) for case in cases.values()]}


def _case_data(case: _Case) -> dict[str, Any]:
    covered = case.covered
    return {
        "case": case.material.case.id,
        "file": str(case.path),
        "options": len(covered.options),
        "not_taken": list(covered.not_taken),
        "endings": len(covered.endings),
        "not_reached": list(covered.not_reached),
        "scripts": [_outcome_data(outcome) for outcome in case.outcomes],
    }


def _outcome_data(outcome: Outcome) -> dict[str, Any]:
    data: dict[str, Any] = {"file": outcome.script.name, "passed": outcome.failure is None}
    failure = outcome.failure
    if failure is not None and failure.span is not None:
        data["failure"] = {
            "code": failure.code,
            "message": failure.message,
            "step": outcome.step,
            "line": failure.span.line,
            "column": failure.span.column,
            "expected": outcome.expected,
            "found": outcome.found,
        }
    return data
