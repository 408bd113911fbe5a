"""A group's report as JSON, and the schema it is published under."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from ppsim.report.cohort_model import Report

SCHEMA_ID = "https://ppsim.example/schema/cohort-1.json"


@cache
def _adapter() -> TypeAdapter[Report]:
    return TypeAdapter(Report)


def render(report: Report) -> str:
    """The whole report, indented, ending in a newline; the same bytes for the same figures."""
    data = {"ppsim_cohort": 1, **_adapter().dump_python(report, mode="json")}
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of what ``render`` writes."""
    body = _adapter().json_schema(mode="serialization")
    body["properties"] = {"ppsim_cohort": {"const": 1}, **body["properties"]}
    body["required"] = ["ppsim_cohort", *body["required"]]
    body["additionalProperties"] = False
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        **body,
        "title": "ppsim cohort report",
    }
