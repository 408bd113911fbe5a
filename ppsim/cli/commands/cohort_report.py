"""``ppsim cohort report``."""

from __future__ import annotations

import argparse

from ppsim.cli.problems import Problem


def run(args: argparse.Namespace) -> int:
    """Report."""
    raise Problem("not yet")
