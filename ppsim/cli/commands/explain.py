"""``ppsim explain``: the page of a code, or the list of all codes."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import ppsim
import ppsim.check.run
from ppsim.check.registry import RULES
from ppsim.cli.problems import Exit, usage
from ppsim.format import rules as format_rules
from ppsim.format.diagnostics import nearest
from ppsim.scripts.model import RULES as SCRIPT_RULES


def run(args: argparse.Namespace) -> int:
    """Print the page; exit 2 where there is no such code."""
    rules = {**format_rules.RULES.rules, **RULES.rules, **SCRIPT_RULES.rules}
    if args.code is None:
        for code in sorted(rules):
            sys.stdout.write(f"{code}  {rules[code].severity:8} {rules[code].title}\n")
        return Exit.OK
    code = args.code.upper()
    rule = rules.get(code)
    if rule is None:
        near = nearest(code, rules)
        hint = f"; did you mean {near}?" if near else ""
        raise usage(f"there is no code {args.code}{hint} (all of them: ppsim explain)")
    sys.stdout.write((pages() / f"{code}.md").read_text(encoding="utf-8"))
    return Exit.OK


def pages() -> Path:
    """The folder of the pages: inside an installed package, or beside it in a checkout."""
    package = Path(ppsim.__file__).parent
    inside = package / "_checks"
    return inside if inside.is_dir() else package.parent / "docs" / "checks"
