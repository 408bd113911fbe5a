"""``ppsim schema``: JSON Schema of what people write and what ppsim writes."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from ppsim.cli.problems import Exit


def run(args: argparse.Namespace) -> int:
    """Print one schema on standard output."""
    json.dump(schema(args.of), sys.stdout, indent=2, ensure_ascii=False)
    sys.stdout.write("\n")
    return Exit.OK


def schema(of: str) -> dict[str, Any]:
    """The schema of a ``case``, a ``rubric``, a ``report`` or an ``attempt``."""
    if of == "attempt":
        from ppsim.exchange import attempt_model

        return attempt_model.schema()
    if of == "report":
        from ppsim.report import json as report

        return report.schema()
    from ppsim.format.schema import case_schema, rubric_schema

    return case_schema() if of == "case" else rubric_schema()
