"""The shape of a written page: sections of paragraphs, fields and entries.

A debrief becomes one of these once; text, Markdown, HTML and the app's screens only render it,
so that its words and their order are the same everywhere. All text in it is literal.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """A label and what stands under it; several lines where the text has several."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A titled thing with its own fields, such as one moment."""

    title: str
    blocks: tuple[Para | Field, ...]
    scene: str | None = None
    """The scene it is about, where a face can open it."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Rows read side by side, such as client, you with the client, you in supervision."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Para | Field | Entry | Columns


@dataclass(frozen=True, slots=True)
class Section:
    """One heading and its blocks; ``id`` is stable, ``title`` is read."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A whole page."""

    title: str
    subtitle: str
    sections: tuple[Section, ...]
