"""``ppsim fmt`` without its files: a text in the canonical layout, or a reason why not."""

from __future__ import annotations

from collections import Counter

from ruamel.yaml.error import YAMLError

from ppsim.authoring.layout import lay_out
from ppsim.authoring.tree import read_tree
from ppsim.format.canonical import case_hash
from ppsim.format.events import read
from ppsim.format.load import load_case, load_rubric
from ppsim.format.places import Data
from ppsim.format.rubric_file import is_rubric
from ppsim.format.source import Findings, Source
from scoring.rubric import Rubric


class NotTidied(Exception):
    """The text was left as it is: the reason, in plain words."""


def tidied(text: str, name: str, rubric: Rubric | None) -> str:
    """A case, rubric or play script that loads, in the canonical layout.

    What comes out means what went in: the same values, hence the same hash, and the same
    comments. This is looked at each time, not trusted.

    Args:
        text: of a file without errors.
        name: what it is called in findings.
        rubric: the one that a case names.

    Raises:
        NotTidied: it has errors, or would not come out the same.
    """
    data, meaning = _meaning(text, name, rubric)
    tree = read_tree(Source(name, text))
    after = lay_out(tree)
    try:
        same = _meaning(after, name, rubric) == (data, meaning)
    except NotTidied:
        same = False
    if not same:
        raise NotTidied("its meaning would change, which is a fault of ppsim's own")
    again = read_tree(Source(name, after))
    if Counter(tree.comments()) != Counter(again.comments()):
        raise NotTidied("a comment would be lost, which is a fault of ppsim's own")
    return after


def _meaning(text: str, name: str, rubric: Rubric | None) -> tuple[Data, str]:
    """The data of a file; and of a case or rubric its hash."""
    try:
        document = read(Findings(Source(name, text)), text)
    except YAMLError:
        raise NotTidied("it has errors") from None
    data = None if document is None else document.data
    if not isinstance(data, dict):
        raise NotTidied("it is neither a case nor a rubric nor a play script")
    if "play" in data:
        return data, ""
    if "scenes" in data:
        case = load_case(text, name, rubric)
        if case.value is not None:
            return data, case_hash(case.value)
    elif is_rubric(data) and "extends" in data:
        return data, ""  # what it comes to is known where the other one is
    elif is_rubric(data):
        read_rubric = load_rubric(text, name)
        if read_rubric.value is not None:
            return data, read_rubric.value.hash
    raise NotTidied("it has errors")
