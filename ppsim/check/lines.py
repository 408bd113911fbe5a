"""The lines of a case as written: each with its words, its conditions and their places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ppsim.format.case import Case
from ppsim.format.places import Data, Document, ListPlace, MappingPlace, Part

_NOT_SPEAKERS = ("if", "lines")


class Written(NamedTuple):
    """One line in the file."""

    speaker: str | None
    words: str
    at: Part
    conditions: tuple[tuple[str, Part], ...]
    """The guards over it, the outermost first, each with its place."""


def lines_at(document: Document, *path: str | int) -> Iterator[Written]:
    """The lines under a key (``text``, ``then``); none where the key is missing."""
    data = document.data
    for step in path:
        if isinstance(data, dict) and step not in data:
            return
        data = data[step]
    yield from _lines(data, document.part(path), ())


def _lines(data: Data, place: Part, above: tuple[tuple[str, Part], ...]) -> Iterator[Written]:
    if not isinstance(place, ListPlace):
        return
    for item, at in zip(data, place.parts, strict=True):
        if isinstance(item, str):
            yield Written(None, item, at, above)
        elif isinstance(item, dict) and isinstance(at, MappingPlace):
            own = above
            if "if" in item:
                own = (*above, (item["if"], at.parts["if"]))
            if "lines" in item:
                yield from _lines(item["lines"], at.parts["lines"], own)
            for speaker in item:
                if speaker not in _NOT_SPEAKERS:
                    yield Written(speaker, item[speaker], at.parts[speaker], own)


class Prose(NamedTuple):
    """A piece of text that somebody reads in play."""

    scene: str
    words: str
    at: Part
    kind: str
    """``line``, ``inner``, ``ask``, ``option``, ``speech``."""


def prose(case: Case, document: Document) -> Iterator[Prose]:
    """Everything a player can read while playing, in the order of the file."""
    for name, scene in case.scenes.items():
        for line in lines_at(document, "scenes", name, "text"):
            yield _prose(name, line)
        if scene.ask is not None:
            yield Prose(name, scene.ask, document.part(("scenes", name, "ask")), "ask")
        for index, choice in enumerate(scene.choices):
            at = document.part(("scenes", name, "choices", index, choice.mode))
            yield Prose(name, choice.words, at, "option")
            for line in lines_at(document, "scenes", name, "choices", index, "then"):
                yield _prose(name, line)


def _prose(scene: str, line: Written) -> Prose:
    kind = "line" if line.speaker is None else "inner" if line.speaker == "inner" else "speech"
    return Prose(scene, line.words, line.at, kind)
