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
    """The schema of what is written (a ``case``, a ``rubric``, a ``script``) or told."""
    if of in ("script", "test"):
        from ppsim.scripts.schema import results_schema, script_schema

        return script_schema() if of == "script" else results_schema()
    if of == "check":
        from ppsim.check.written import schema as findings_schema

        return findings_schema()
    if of == "attempt":
        from ppsim.exchange import attempt_model

        return attempt_model.schema()
    if of == "cohort":
        from ppsim.report import cohort_json

        return cohort_json.schema()
    if of in ("walk", "bots", "diff", "rescore"):
        from ppsim.report import told_schemas

        return told_schemas.schema(of)
    if of == "report":
        from ppsim.report import json as report

        return report.schema()
    from ppsim.format.schema import case_schema, rubric_schema

    return case_schema() if of == "case" else rubric_schema()
