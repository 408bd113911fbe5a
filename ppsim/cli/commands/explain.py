"""``ppsim explain``: the page of a code, or the list of all codes."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from string import Formatter

import ppsim
import ppsim.check.run
from ppsim.check.registry import RULES
from ppsim.check.written import rule_of
from ppsim.cli.problems import Exit, usage
from ppsim.format import rules as format_rules
from ppsim.format.diagnostics import nearest


def run(args: argparse.Namespace) -> int:
    """Print the page; exit 2 where there is no such code."""
    rules = {**format_rules.RULES.rules, **RULES.rules}
    if args.code is None:
        for code in sorted(rules):
            sys.stdout.write(f"{code}  {rules[code].severity:8} {rules[code].title}\n")
        return Exit.OK
    code = args.code.upper()
    rule = rule_of(code)
    if rule is None:
        near = nearest(code, rules)
        hint = f"; did you mean {near}?" if near else ""
        raise usage(f"there is no code {args.code}{hint} (all of them: ppsim explain)")
    page = pages() / f"{code}.md"
    if page.is_file():
        sys.stdout.write(page.read_text(encoding="utf-8"))
        return Exit.OK
    lines = [f"# {code}: {rule.title}", "", f"*{rule.severity}*", "", plain(rule.message)]
    if rule.do:
        lines += ["", f"**What to do.** {plain(rule.do)}"]
    sys.stdout.write("\n".join(lines) + "\n")
    return Exit.OK


def plain(template: str) -> str:
    """A rule's sentence with dots for what a finding fills in."""
    parts = Formatter().parse(template)
    return "".join(text + ("" if hole is None else "...") for text, hole, _, _ in parts)


def pages() -> Path:
    """The folder of the pages: inside an installed package, or beside it in a checkout."""
    package = Path(ppsim.__file__).parent
    inside = package / "_checks"
    return inside if inside.is_dir() else package.parent / "docs" / "checks"
