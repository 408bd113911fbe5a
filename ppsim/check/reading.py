"""Prose: how long a play takes to read, and how hard the text is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from ppsim.check.registry import RULES, check
from ppsim.check.subject import Subject
from ppsim.engine.values import Spoken
from ppsim.explore.random_play import RandomPlay
from ppsim.explore.states import Block, SceneStates
from ppsim.format.diagnostics import Diagnostic

TOO_LONG = RULES.add(
    "PP954",
    "Longer than its minutes",
    "'minutes' is {minutes}, and a play takes about {about}: {words} words to read on average "
    "(at 200 a minute) and {decisions} decisions (half a minute each)",
    "Write minutes: {right}, or shorten the text.",
    severity="warning",
)
TOO_SHORT = RULES.add(
    "PP955",
    "Shorter than its minutes",
    "'minutes' is {minutes}, and a play takes about {about}: {words} words to read on average "
    "(at 200 a minute) and {decisions} decisions (half a minute each)",
    "Write minutes: {right}.",
    severity="warning",
)
HARD = RULES.add(
    "PP956",
    "Hard to read",
    "the text is at a reading level of about {grade} school years (Flesch-Kincaid)",
    "Shorter sentences and plainer words: trainees read it off a screen, some in their second "
    "language.",
    severity="note",
)

PER_MINUTE = 200
"""Words read in a minute: silent reading of fiction for meaning, on the slow side (ours)."""
DECIDING = 0.5
"""Minutes spent on a decision beyond reading it (ours)."""
OFF_BY = 1.6
"""Times longer or shorter than stated before it is said; people differ by as much (ours)."""
GRADE_LIMIT = 11.0
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@lru_cache(8192)
def words(text: str) -> int:
    """How many words a text has."""
    return len(_WORD.findall(text))


@check(TOO_LONG, TOO_SHORT)
def minutes(subject: Subject) -> Iterator[Diagnostic]:
    """The time a play takes against what the head of the file says.

    Words and decisions are the exact means of a player who picks at random.
    """
    if subject.spoken is None or subject.random_play is None:
        return
    read, decided = expected(subject.random_play)
    about = read / PER_MINUTE + decided * DECIDING
    stated = subject.case.minutes
    rule = TOO_LONG if about > stated * OFF_BY + 1 else TOO_SHORT
    if rule is TOO_SHORT and about + 1 >= stated / OFF_BY:
        return
    yield subject.finding(
        rule,
        subject.part("minutes"),
        minutes=stated,
        about=f"{about:.0f} minutes" if about >= 1.5 else "a minute",
        words=f"{read:.0f}",
        decisions=f"{decided:.0f}",
        right=max(1, round(about)),
    )


def expected(play: RandomPlay) -> tuple[float, float]:
    """The mean number of words read, and of choices made, of a player who picks at random."""
    read = decided = 0.0
    for scene, visits in zip(play.graph.scenes, play.visits, strict=True):
        if scene.index:
            read += _heard(scene, visits)
            for block in scene.blocks:
                r, d = _chosen(scene, block, visits)
                read, decided = read + r, decided + d
    return read, decided


def _heard(scene: SceneStates, visits: list[float]) -> float:
    """Words of the scene's own text, as often as it is come to."""
    text, view = scene.program.text, scene.program.view
    mask = text.mask
    total = words(view.ask or "") * sum(visits)
    if not mask:
        return total + _said(text.heard[0]) * sum(visits)
    by_key: dict[int, float] = {}
    for bits, chance in zip(scene.index, visits, strict=True):
        by_key[bits & mask] = by_key.get(bits & mask, 0.0) + chance
    return total + sum(_said(text.heard[key]) * chance for key, chance in by_key.items())


def _chosen(scene: SceneStates, block: Block, visits: list[float]) -> tuple[float, float]:
    """Words of the options on offer and of what follows; and how often one is chosen."""
    chance = sum(visits[row] for row in block.rows)
    if not chance or not block.offers:
        return 0.0, 0.0
    read = sum(words(choice.words) for choice in block.offers) * chance
    share = 1 / len(block.moves)
    known = list(scene.index)
    for move in block.moves[: len(block.offers)]:
        script = scene.program.then[move.id]
        if not script.mask:
            read += _said(script.heard[0]) * chance * share
            continue
        by_key: dict[int, float] = {}
        for row in block.rows:
            bits = known[row]
            after = (bits + move.arrive[bits & move.mask].shift) & script.mask
            by_key[after] = by_key.get(after, 0.0) + visits[row]
        read += sum(_said(script.heard[key]) * c for key, c in by_key.items()) * share
    return read, chance if scene.program.view.kind == "decision" else 0.0


def _said(lines: tuple[Spoken, ...]) -> int:
    return sum(words(line.words) for line in lines)


@check(HARD)
def level(subject: Subject) -> Iterator[Diagnostic]:
    """The reading level of all that is read in play; English only."""
    if not subject.case.language.startswith("en"):
        return
    grade = flesch_kincaid(subject.text)
    if grade is not None and grade > GRADE_LIMIT:
        yield subject.finding(HARD, subject.key("scenes"), grade=f"{grade:.0f}")


LONG_ENOUGH = 300
"""Words from which a reading level means anything."""


def flesch_kincaid(text: str) -> float | None:
    """School years: ``.39 words/sentences + 11.8 syllables/words - 15.59`` (Kincaid et al. 1975).

    ``None`` where the text is too short to say. Syllables are counted by groups of vowels.
    """
    found = _WORD.findall(text)
    if len(found) < LONG_ENOUGH:
        return None
    sentences = max(1, len(re.findall(r"[.!?…]+(?:[\"'”’)]*)(?:\s|$)|\n", text)))
    often = Counter(word.lower() for word in found)
    syllables = sum(_syllables(word) * times for word, times in often.items())
    return 0.39 * len(found) / sentences + 11.8 * syllables / len(found) - 15.59


_VOWELS = re.compile("[aeiouyäëïöüáéíóú]+")


def _syllables(word: str) -> int:
    groups = len(_VOWELS.findall(word))
    if word.endswith("e") and not word.endswith(("le", "ee")) and groups > 1:
        groups -= 1
    return max(1, groups)
