"""Finding words in what was heard and done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ppsim.engine.prompts import Arrived, Chosen, Entry
from ppsim.words.told import INNER_VOICE, did, label

BEFORE, AFTER = 24, 60
"""Characters shown around what was found."""


@dataclass(frozen=True, slots=True)
class Found:
    """An entry that speaks of what is looked for."""

    entry: int
    where: str
    """The scene it is in."""
    words: str
    """The entry, or what of it surrounds the find."""


def find(entries: Sequence[Entry], wanted: str) -> tuple[Found, ...]:
    """The entries with every word of ``wanted``, the last first; none where nothing is wanted."""
    sought = wanted.casefold().split()
    found: list[Found] = []
    where = ""
    for index, entry in enumerate(entries):
        if isinstance(entry, Arrived):
            where = label(entry)
            continue
        said = in_words(entry)
        # "You say" and the like are ours, and would be found with every "you"
        folded = (entry.words if isinstance(entry, Chosen) else said).casefold()
        if sought and all(word in folded for word in sought):
            found.append(Found(index, where, around(said, said.casefold().find(sought[0]))))
    return tuple(reversed(found))


def in_words(entry: Entry) -> str:
    """An entry as one line."""
    if isinstance(entry, Arrived):
        return label(entry)
    if isinstance(entry, Chosen):
        return did(entry)
    if entry.speaker is None:
        return entry.words
    return f"{INNER_VOICE if entry.is_inner else entry.name or entry.speaker}: {entry.words}"


def around(text: str, at: int) -> str:
    """What stands around position ``at``, cut between words where it is long."""
    line = " ".join(text.split())
    if len(line) <= BEFORE + AFTER or at < 0:
        return line
    start = 0 if at <= BEFORE else line.rfind(" ", 0, at - BEFORE // 2) + 1
    end = line.rfind(" ", 0, start + BEFORE + AFTER)
    end = len(line) if start + BEFORE + AFTER >= len(line) else max(end, start + BEFORE)
    return f"{'... ' if start else ''}{line[start:end]}{' ...' if end < len(line) else ''}"
