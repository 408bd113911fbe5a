"""Loads what it is handed, one file a line in base64 on stdin, in a process of its own.

Before each, its number is written, so that whoever started this knows which one it died of.
"""

from __future__ import annotations

import base64
import signal
import sys
import unicodedata
import warnings

from ppsim.format.canonical import case_hash
from ppsim.format.diagnostics import render
from ppsim.format.header import Header, read_header
from ppsim.format.load import load_case, load_rubric

SECONDS = 20
"""For one input; the signal's default is to kill the process, also out of C code."""


def look_at(data: bytes) -> None:
    for loaded in (load_case(data, "fuzz.yaml", None), load_rubric(data, "fuzz.yaml")):
        errors = [d for d in loaded.diagnostics if d.severity == "error"]
        assert (loaded.value is None) == bool(errors), "a value beside an error, or neither"
        for diagnostic in loaded.diagnostics:
            said = render(diagnostic)
            assert not any(map(_steers, said.replace("\n", ""))), f"unfit for a terminal: {said!r}"
            assert diagnostic.code.startswith("PP")
    case = load_case(data, "fuzz.yaml", None).value
    if case is not None:
        assert case_hash(case)
    header = read_header(data)
    assert isinstance(header, Header) or any(d.severity == "error" for d in header)


def _steers(char: str) -> bool:
    """Controls, lone surrogates, odd line breaks, bidirectional marks."""
    return unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} or "\u202a" <= char <= "\u202e"


def main() -> None:
    warnings.simplefilter("error")
    for number, line in enumerate(sys.stdin):
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
        if hasattr(signal, "alarm"):
            signal.alarm(SECONDS)
        look_at(base64.b64decode(line))


if __name__ == "__main__":
    main()
