"""A debrief as JSON, and the schema it is published under."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from ppsim.report.model import Debrief

SCHEMA_ID = "https://ppsim.example/schema/report-1.json"


@cache
def _adapter() -> TypeAdapter[Debrief]:
    return TypeAdapter(Debrief)


def render(debrief: Debrief) -> str:
    """The whole debrief, indented, ending in a newline; the same bytes for the same play."""
    data = {"ppsim_report": 1, **_adapter().dump_python(debrief, mode="python")}
    return json.dumps(data, indent=2, ensure_ascii=False, default=_sorted) + "\n"


def _sorted(value: object) -> list[str]:
    """Sets in their alphabetical order, since their own differs from run to run."""
    if isinstance(value, frozenset | set):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of what ``render`` writes."""
    body = _adapter().json_schema(mode="serialization")
    body["properties"] = {"ppsim_report": {"const": 1}, **body["properties"]}
    body["required"] = ["ppsim_report", *body["required"]]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        **body,
        "title": "ppsim report",
    }
