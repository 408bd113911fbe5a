"""A case made from another: the same text under an id of its own."""

from __future__ import annotations

import json
import re

from ppsim.authoring.tidy import NotTidied
from ppsim.format.load import load_case
from scoring.rubric import Rubric

_PANEL = re.compile(r"^key_status:[ \t]*panel\b", re.MULTILINE)
_FIGURES = re.compile(r"^panel:.*\n(?:[ \t]+.*\n)*", re.MULTILINE)


def variant(text: str, case_id: str, title: str | None, rubric: Rubric | None) -> str:
    """``text`` with ``case_id``, version 1.0.0 and perhaps another title; all else as it stands.

    A panel that stood behind the codes did not judge the variant: it is the author's again.

    Raises:
        NotTidied: the case has errors, or its head is not written line by line.
    """
    new = _put(text, "id", case_id)
    new = _put(new, "version", "1.0.0")
    new = _FIGURES.sub("", _PANEL.sub("key_status: author-provisional", new, count=1), count=1)
    if title is not None:
        new = _put(new, "title", json.dumps(title, ensure_ascii=False))
    made = load_case(new, "the variant", rubric)
    if made.value is None:
        raise NotTidied("it has errors")
    if made.value.id != case_id or made.value.version != "1.0.0":
        raise NotTidied("its id or version is not written on a line of its own")
    return new


def _put(text: str, key: str, value: str) -> str:
    """The value of a top-level key replaced; a comment beside it stays."""
    line = re.compile(
        rf"^{key}:[ \t]+(?:\"(?:\\.|[^\"\\])*\"|'(?:''|[^'])*'|.*?)(?=[ \t]+#|[ \t]*$)", re.M
    )
    return line.sub(lambda _: f"{key}: {value}", text, count=1)
