"""Everything heard and done so far, drawn as one; to add to it lays out only what is new."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from ppsim.engine.prompts import Arrived, Entry
from ppsim.tui._textual_private import measure_anew
from ppsim.tui.widgets.drawn import BLANK, Drawn, Row
from ppsim.tui.widgets.line import LaidOut, Told, laid_out
from ppsim.tui.widgets.telling import Telling

NOTHING = LaidOut(())
RULE: Row = (("║", "$primary"),)
"""Beside all that is supervision."""


@dataclass(slots=True)
class Item:
    """One thing told, or a note pinned to it, and where it stands."""

    told: Told
    begins: bool
    """Whether a scene begins with it."""
    supervision: bool
    laid: LaidOut = NOTHING
    first: int = 0
    """Its first row; where it has no words, the row that would be."""
    tall: int = 0

    @property
    def end(self) -> int:
        """The row after its last."""
        return self.first + self.tall


class Heard(Drawn):
    """What was told, scene after scene, with the notes pinned to it."""

    EDGE = 1
    DEFAULT_CSS = """
    Heard { max-width: 92; padding: 0 2 0 1; }
    """

    def __init__(self, column: int) -> None:
        super().__init__(id="heard")
        self._column = column
        self._begin()

    def _begin(self) -> None:
        self._telling = Telling()
        self._items: list[Item] = []
        self._entries: list[Item] = []
        self._notes: dict[int, int] = {}
        self._starts: list[int] = []

    # ---- what there is

    @property
    def told(self) -> tuple[Told, ...]:
        """What each entry said, in their order."""
        return tuple(item.told for item in self._entries)

    @property
    def all_told(self) -> tuple[Told, ...]:
        """The same, with the notes where they are pinned."""
        return tuple(item.told for item in self._items)

    def clear(self) -> None:
        """Forget everything."""
        self._begin()
        self.forget()

    def tell(self, entries: Iterable[Entry]) -> int | None:
        """Add entries; the number of the first of them that has words."""
        before = len(self._items)
        shown: int | None = None
        for entry in entries:
            begins = isinstance(entry, Arrived)
            supervision = (
                entry.phase == "supervision"
                if isinstance(entry, Arrived)
                else bool(self._items) and self._items[-1].supervision
            )
            item = Item(self._telling.told(entry), begins or not self._items, supervision)
            self._items.append(item)
            self._entries.append(item)
            if shown is None and item.told.words:
                shown = len(self._entries) - 1
        self._lay_from(before)
        return shown

    def pin(self, entry: int, words: str) -> None:
        """Show a private note below entry number ``entry``, after those that are there."""
        pinned = self._entries[entry]
        notes = self._notes.get(entry, 0)
        self._notes[entry] = notes + 1
        at = next(i for i, item in enumerate(self._items) if item is pinned) + 1 + notes
        note = Told("note", words, "Your note")
        self._items.insert(at, Item(note, begins=False, supervision=pinned.supervision))
        self._lay_from(at)

    # ---- where it stands

    def row_of(self, entry: int) -> int:
        """The first row of entry number ``entry``."""
        return self._entries[entry].first

    def last_above(self, row: int) -> int | None:
        """The last entry with words that begins above ``row``."""
        seen = (i for i, item in enumerate(self._entries) if item.tall and item.first < row)
        return max(seen, default=None)

    def first_from(self, row: int) -> int | None:
        """The first entry with words that begins at ``row`` or below."""
        at = bisect_left(self._entries, row, key=lambda item: item.first)
        return next((i for i in range(at, len(self._entries)) if self._entries[i].tall), None)

    def scene_above(self, row: int) -> int | None:
        """The row at which the last scene begins that begins above ``row``."""
        return max((i.first for i in self._items if i.begins and i.first < row), default=None)

    # ---- drawing

    @property
    def height(self) -> int:
        """How many rows there are."""
        return self._items[-1].end if self._items else 0

    def lay(self, width: int, close: bool) -> None:
        """Lay out all of it."""
        self._starts = []
        end = 0
        for item in self._items:
            item.laid = laid_out(item.told, self._column, width) if item.told.words else NOTHING
            end = self._place(item, end, close)

    def _lay_from(self, number: int) -> None:
        width, close = self._laid_for
        if not width:
            return
        del self._starts[number:]
        end = self._items[number - 1].end if number else 0
        for item in islice(self._items, number, None):
            if item.told.words and not item.laid.rows:
                item.laid = laid_out(item.told, self._column, width)
            end = self._place(item, end, close)
        measure_anew(self)

    def _place(self, item: Item, end: int, close: bool) -> int:
        item.tall = len(item.laid.rows)
        item.first = end + (bool(item.tall) and not close and not item.told.same)
        self._starts.append(item.first)
        return item.end

    def row(self, y: int) -> Row:
        """Row number ``y``."""
        at = bisect_right(self._starts, y) - 1
        if at < 0:
            return BLANK
        item = self._items[at]
        return item.laid.row(y - item.first) if y < item.end else BLANK

    def edge(self, y: int) -> Row:
        """Supervision has its rule."""
        at = bisect_right(self._starts, y) - 1
        if at < 0 or not self._items[at].supervision:
            return BLANK
        if y < self._items[at].end:
            return RULE
        below = next(islice(self._items, at + 1, None), None)
        return RULE if below is not None and not below.begins else BLANK
