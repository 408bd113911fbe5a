"""``ppsim explain``: the page of a code, or the list of all codes."""

from __future__ import annotations

import argparse
import re
import sys
import textwrap
from collections.abc import Iterable, Mapping
from pathlib import Path

import ppsim
import ppsim.check.run
from ppsim.check.registry import RULES
from ppsim.cli.problems import Exit, usage
from ppsim.format import rules as format_rules
from ppsim.format.diagnostics import Rule, nearest
from ppsim.scripts.model import RULES as SCRIPT_RULES


def run(args: argparse.Namespace) -> int:
    """Print the page, or a list of codes; exit 2 where there is no such code."""
    rules = {**format_rules.RULES.rules, **RULES.rules, **SCRIPT_RULES.rules}
    if args.code is None:
        _list(rules, rules)
        return Exit.OK
    code = args.code.upper()
    code = f"PP{code:0>3}" if code.isdecimal() else code
    if code in rules:
        page = (pages() / f"{code}.md").read_text(encoding="utf-8")
        sys.stdout.write(in_columns(page) if sys.stdout.isatty() else page)
        return Exit.OK
    titled = [c for c, rule in rules.items() if args.code.casefold() in rule.title.casefold()]
    if titled:
        _list(titled, rules)
        return Exit.OK
    near = nearest(code, rules)
    hint = f"; did you mean {near}?" if near else ""
    raise usage(f"there is no code {args.code}{hint} (all of them: ppsim explain)")


def _list(codes: Iterable[str], rules: Mapping[str, Rule]) -> None:
    for code in sorted(codes):
        sys.stdout.write(f"{code}  {rules[code].severity:8} {rules[code].title}\n")


def in_columns(page: str, width: int = 80) -> str:
    """A page as a terminal shows it: prose broken between words, examples as they are."""
    parts = re.split(r"^(```.*?^```)$", page, flags=re.DOTALL | re.MULTILINE)
    for n in range(0, len(parts), 2):
        lines = parts[n].split("\n")
        wrapped = (
            textwrap.fill(x, width, break_long_words=False, break_on_hyphens=False) for x in lines
        )
        parts[n] = "\n".join(wrapped)
    return "".join(parts)


def pages() -> Path:
    """The folder of the pages: inside an installed package, or beside it in a checkout."""
    package = Path(ppsim.__file__).parent
    inside = package / "_checks"
    return inside if inside.is_dir() else package.parent / "docs" / "checks"
