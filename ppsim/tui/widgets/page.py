"""A report's page: sections of literal text, and entries that can be opened."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget

from ppsim.report.page import Block, Columns, Entry, Field, Page, Para, Section
from ppsim.tui.literal import literal
from ppsim.tui.widgets.choices import CARET
from ppsim.tui.widgets.laid import FOCUSED, HANG, Laid, Prose, block_rows
from ppsim.tui.widgets.parallel import Parallel

LETTERED = re.compile(r"[A-Z]  ")
"""How the title of an option begins."""


class EntryCard(Laid, can_focus=True):
    """An entry with its title; Enter opens what it is about."""

    BINDINGS = [Binding("enter", "open", "Open", id="page.open")]
    DEFAULT_CSS = """
    EntryCard { margin-bottom: 1; }
    .-close EntryCard { margin-bottom: 0; }
    """

    @dataclass
    class Opened(Message):
        """It is to be opened."""

        scene: str

    def __init__(self, entry: Entry) -> None:
        super().__init__()
        self.entry = entry
        self.can_focus = entry.scene is not None

    def rows(self, width: int) -> list[Content]:
        """Title, with a caret while it has the keys; then what it holds, two columns in."""
        caret = CARET if self.has_focus else " "
        opening = Content(f"{caret} ") if self.can_focus else Content("")
        within = width - opening.cell_length
        hang = Content(" " * opening.cell_length)
        style = FOCUSED if self.has_focus else "bold"
        letter = LETTERED.match(self.entry.title)
        under = len(letter[0]) if letter is not None else 0
        first, *rest = literal(self.entry.title).stylize(style).wrap(within - under)
        found = [Content.assemble(opening, first)]
        found += [Content.assemble(hang, " " * under, row) for row in rest]
        inner = Content(" " * HANG)
        for block in self.entry.blocks:
            rows = block_rows(block, width - HANG)
            found += [Content.assemble(inner, row) for row in rows]
        return found

    def on_focus(self) -> None:
        """Show the caret."""
        self.forget()

    def on_blur(self) -> None:
        """Take it away."""
        self.forget()

    def on_click(self, event: Click) -> None:
        """A click opens."""
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Open it."""
        if self.entry.scene is not None:
            self.post_message(self.Opened(self.entry.scene))


class SectionView(Vertical):
    """A section: its title, then its blocks in their order."""

    DEFAULT_CSS = """
    SectionView { height: auto; margin-bottom: 1; }
    SectionView > .title { color: $primary; text-style: bold; }
    SectionView > .inside { padding-left: 2; }
    .-narrow SectionView > .inside { padding-left: 0; }
    """

    def __init__(self, section: Section) -> None:
        super().__init__(id=f"section-{section.id}")
        self.section = section

    def compose(self) -> ComposeResult:
        """The title and the blocks; paragraphs and fields that follow each other are one."""
        inside = "inside" if self.section.title else ""
        if self.section.title:
            yield Title(self.section.title)
        for block in gathered(self.section.blocks):
            if isinstance(block, Entry):
                yield EntryCard(block).add_class("inside")
            elif isinstance(block, Columns):
                yield Parallel(block).add_class("inside")
            else:
                yield Prose(block).set_class(bool(inside), "inside")


class Title(Laid):
    """The heading of a section."""

    def __init__(self, words: str) -> None:
        super().__init__(classes="title")
        self.words = words

    def rows(self, width: int) -> list[Content]:
        """The words."""
        return list(literal(self.words).wrap(width))


class PageView(Vertical):
    """A whole page under a heading; something can be put in after its first section."""

    DEFAULT_CSS = """
    PageView { height: auto; max-width: 92; }
    """

    def __init__(self, page: Page, after_first: Iterable[Widget] = (), heading: str = "") -> None:
        super().__init__()
        self.page = page
        self._heading = heading
        self._after_first = tuple(after_first)

    def compose(self) -> ComposeResult:
        """The heading, the sections, and what belongs after the first of them."""
        yield Prose([Para(self._heading)]).add_class("heading")
        for number, section in enumerate(self.page.sections):
            yield SectionView(section)
            if not number:
                yield from self._after_first


def gathered(blocks: Iterable[Block]) -> list[Entry | Columns | list[Para | Field]]:
    """Paragraphs and fields that follow each other together, the others by themselves."""
    found: list[Entry | Columns | list[Para | Field]] = []
    for block in blocks:
        if isinstance(block, Entry | Columns):
            found.append(block)
        elif found and isinstance(found[-1], list):
            found[-1].append(block)
        else:
            found.append([block])
    return found
