"""A case of many small decisions, each with words by which it is known on a screen."""

from __future__ import annotations

from pathlib import Path

STILES = 10
HEAD = """\
ppsim: 1
id: trail
version: 1.0.0
title: The trail
seat: therapist
parallel: life
minutes: 5
cast:
  you: {name: You, role: therapist, you: true}
  ann: {name: Ann, role: client}
start: n00
scenes:
"""
SCENE = """
  n{n:02}:
    phase: therapy
    text:
      - ann: {asks}
    ask: And you?
    choices:
      - {{id: over, say: Over stile {n:02}., codes: [ATT.EXPLORE], then: [{{ann: Mind the mud.}}]}}
      - {{id: through, say: Through gate {n:02}., codes: [SAR.REASSURE]}}
    next: {to}
"""
END = """
  n{n:02}:
    ending: held
    text:
      - ann: {asks}
"""


def asks(n: int) -> str:
    """What is on the screen once scene number ``n`` is, and not before."""
    return f"Here is stile {n:02}, mind."


def write_trail(path: Path) -> Path:
    """Write the case."""
    scenes = [SCENE.format(n=n, asks=repr(asks(n)), to=f"n{n + 1:02}") for n in range(STILES)]
    path.write_text(HEAD + "".join(scenes) + END.format(n=STILES, asks=repr(asks(STILES))), "utf-8")
    return path
