"""``ppsim cohort``: what a group did with a case, and a made-up group to try it on."""

from __future__ import annotations

import argparse


def run(args: argparse.Namespace) -> int:
    """Do what was asked."""
    if args.what == "demo":
        from ppsim.cli.commands.cohort_demo import run as demo

        return demo(args)
    from ppsim.cli.commands.cohort_report import run as report

    return report(args)
