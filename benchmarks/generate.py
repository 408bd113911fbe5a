"""A case made to measure: so many decisions, so many options, about so many KiB of text.

The game is the same whatever the size: every decision has options that raise ``alliance``,
raise ``reactive`` or set ``disclosed``, and a last one that raises ``alliance`` and is offered
only where ``alliance > 1``; the end reads all three. Nothing is random.
"""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

_HEAD = """\
ppsim: 1
id: generated
version: 1.0.0
title: A generated case
seat: therapist
parallel: life
minutes: 10
cast:
  you: {{name: You, role: therapist, you: true}}
  client: {{name: Client, role: client}}
variables:
  alliance: {{start: 0, min: 0, max: {most}}}
  reactive: {{start: 0, min: 0, max: {most}}}
  disclosed: false
start: n0
scenes:
"""
_TAIL = """
  intact:
    ending: held
    text:
      - The session ends with the alliance intact.
      - if: disclosed
        client: I did not forget what you told me.

  flat:
    ending: unspoken
    text:
      - The session ends flat.
      - if: disclosed
        client: I keep thinking of what you told me.
"""
_PROSE = (
    "the kettle a chair that she had moved to window and asked for tea before anyone could say"
    " what it was about then he looked at his hands while the clock went on in the corridor"
    " somebody laughed twice it rained nobody got up"
)
_WORDS = _PROSE.split()


def generate_case(decisions: int = 10, options: int = 4, kib: int = 0, most: int = 0) -> str:
    """The text of a case with ``decisions`` decisions of ``options`` options, the last guarded.

    Prose is added until the file has about ``kib`` KiB; 0 leaves it bare. ``alliance`` and
    ``reactive`` stop at ``most``; at the number of decisions by default, so that they never do.
    """
    scenes = [_scene(i, decisions, options, 0) for i in range(decisions)]
    head = _HEAD.format(most=most or decisions)
    for round_ in count(1):
        for i in range(decisions):
            if len(head) + len(_TAIL) + sum(map(len, scenes)) >= kib * 1024:
                return head + "".join(scenes) + _TAIL
            scenes[i] = _scene(i, decisions, options, round_)
    raise AssertionError("unreachable")


def _scene(i: int, decisions: int, options: int, prose: int) -> str:
    lines = [
        f"\n  n{i}:",
        "    phase: therapy",
        f"    time: Session {i + 1}",
        "    text:",
        f"      - client: I keep thinking about what you said last week, number {i}.",
    ]
    for k in range(prose):
        speaker = ("", "client: ", "inner: ")[k % 3]
        lines.append(f"      - {speaker}{_sentence(i * 31 + k * 7, 14)}")
    lines += ["    ask: What do you do?", "    choices:"]
    for option in range(options):
        lines += _option(i, option, option == options - 1 and options > 3, prose)
    lines.append("    next:")
    if i + 1 < decisions:
        lines[-1] += f" n{i + 1}"
    else:
        lines += ["      - {if: alliance > reactive, go: intact}", "      - {go: flat}"]
    return "\n".join(lines) + "\n"


_KINDS = (
    ("Stay with it, ask what came up", "ATT.EXPLORE", "add: {alliance: 1}", "I want to try"),
    ("Reassure quickly", "SAR.REASSURE", "add: {reactive: 1}", "Sure. I guess it is fine"),
    ("Share that you felt the same once", "ATT.SAMENESS", "set: {disclosed: true}", "Oh"),
)
_GUARDED = ("Name the pattern", "FRM.NAME", "add: {alliance: 1}", "Yes, that is exactly it")


def _option(i: int, option: int, guarded: bool, prose: int) -> list[str]:
    words, code, effect, answer = _GUARDED if guarded else _KINDS[option % 3]
    lines = [
        f"      - id: o{option}",
        f"        say: {words} {i}",
        f"        codes: [{code}]",
    ]
    if guarded:
        lines.append("        if: alliance > 1")
    if prose:
        lines.append(f"        because: {_sentence(i + option, min(12 + prose, 24))}")
    if prose > 1:
        lines.append(f"        client_side: {_sentence(i * 3 + option, min(10 + prose, 24))}")
    lines += [f"        {effect}", "        then:", f"          - client: {answer} {i}."]
    if prose > 2:
        lines.append(f"          - {_sentence(i * 5 + option, 16)}")
    return lines


def _sentence(seed: int, length: int) -> str:
    words = [_WORDS[(seed * 11 + j * 3 + j * j) % len(_WORDS)] for j in range(length)]
    return " ".join(words).capitalize() + "."


if __name__ == "__main__":
    made = generate_case(*(int(a) for a in sys.argv[2:]))
    Path(sys.argv[1]).write_text(made, encoding="utf-8")
