"""The room: everything heard and done so far, and what is asked now, as one page to scroll."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.events import Resize
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from ppsim.engine.prompts import Entry
from ppsim.format.case import Case
from ppsim.tui._textual_private import put
from ppsim.tui.widgets.asks import Ask, Question, QuestionAsk
from ppsim.tui.widgets.heard import Heard
from ppsim.tui.widgets.line import Told
from ppsim.tui.widgets.still import StillScroll
from ppsim.words.told import INNER_VOICE

WIDEST_NAME = 14


class Transcript(StillScroll):
    """What was heard, in blocks of scenes, and below it what is asked."""

    class Moved(Message):
        """What is in view has changed: its end, what is asked, or its beginning."""

    DEFAULT_CSS = """
    Transcript {
        height: 1fr;
        scrollbar-size-vertical: 1;
        overflow-y: scroll;  /* always a bar, if an empty one: nothing is laid out anew for it */
        align-horizontal: center;
    }
    """

    def __init__(self, case: Case) -> None:
        super().__init__(id="transcript")
        names = [len(member.name) for member in case.cast.values()]
        self.heard = Heard(min(WIDEST_NAME, max([len(INNER_VOICE), *names])) + 2)
        self._question = QuestionAsk()
        self._top: int | None = None
        """The first entry with words since the reader went on."""
        self.asked: QuestionAsk | Ask | None = None
        """What is asked now, at the end of the page."""
        self.read = False
        """Whether the end of the page has been in view since it last grew."""
        self.settled = False
        """Whether the page has been scrolled to what was told last."""
        self._seen = (True, True, False, False)
        self._place: int | None = None
        """The entry at the top of the view; ``None`` where the end is in view."""
        self._place_size = Size(0, 0)

    def render_lines(self, crop: Region) -> list[Strip]:
        """None: only what it holds is seen, and the ground of the screen around that."""
        return []

    def compose(self) -> ComposeResult:
        """Two halves: what was told, and what is asked."""
        yield self.heard
        yield self._question

    @property
    def told(self) -> tuple[Told, ...]:
        """What each entry shown says, in their order."""
        return self.heard.told

    @property
    def at_end(self) -> bool:
        """Whether the end of the page is in view."""
        return self.scroll_y >= self.max_scroll_y - 0.5

    async def clear(self) -> None:
        """Forget everything shown."""
        self._top = None
        self.heard.clear()
        await self.ask(None)

    def tell(self, entries: Iterable[Entry]) -> None:
        """Add entries; the first of them is what the page is scrolled to."""
        first = self.heard.tell(entries)
        if self._top is None:
            self._top = first

    async def ask(self, asked: Question | Ask | None) -> None:
        """Put ``asked`` below what was told, in place of what was asked before."""
        before = self.asked
        question = self._question
        question.display = isinstance(asked, Question)
        self.asked = question if isinstance(asked, Question) else asked
        if isinstance(asked, Question):
            question.ask(asked, lambda: self.heard.height + 1 - round(self.scroll_y))
        elif asked is not None:
            await self.mount(asked)
        if isinstance(before, Ask):
            await before.remove()

    def pin(self, entry: int, words: str) -> None:
        """Show a private note below entry number ``entry``, after those that are there."""
        at_end = self.at_end
        self.heard.pin(entry, words)
        if at_end:
            self.call_after_refresh(self.scroll_end, animate=False)

    def mark_top(self) -> None:
        """What is told next begins at the top of the view."""
        self._top = None
        self.read = self.settled = False

    def settle(self) -> None:
        """Scroll to where the reader goes on: what is new at the top, or all of it in view."""
        self._unsettle()
        self.scroll_to(y=self._start, animate=False, immediate=True)
        self.settled = True
        self._see()

    def settle_at_once(self) -> bool:
        """The same, where it is known what a layout would give, and none is to be waited for."""
        heard, asked = self.heard, self.asked
        if not isinstance(asked, QuestionAsk):
            return False
        # one that was hidden while the window changed does not know its width yet
        beside = asked.outer_size.width == heard.outer_size.width
        if not (beside and heard.laid() and asked.laid()):
            return False
        below = range(heard.height + 1, heard.height + asked.height + 2)  # a blank row around it
        self._unsettle()
        if put(self, below.stop, self._start, {heard: range(heard.height), asked: below}):
            self.settled = True
            self._see()
        return self.settled

    def _unsettle(self) -> None:
        self._place_size = self.size
        self.read = self.settled = False

    @property
    def _start(self) -> int:
        """The row at which what is new begins."""
        return self.heard.height if self._top is None else self.heard.row_of(self._top)

    def show_at_top(self, entry: int) -> None:
        """Scroll so that an entry is the first thing in view."""
        self.scroll_to(y=self.heard.row_of(entry), animate=False, immediate=True)

    @property
    def looked_at(self) -> int | None:
        """The last entry in view while looking back; ``None`` where the end is in view."""
        if self.at_end or not self.read:
            return None
        return self.heard.last_above(round(self.scroll_y) + self.size.height)

    def back(self) -> None:
        """Scroll to the beginning of the scene, or of the one before it."""
        head = self.heard.scene_above(round(self.scroll_y))
        self.scroll_to(y=head or 0, animate=False, immediate=head is not None)

    def read_on(self) -> bool:
        """Scroll a page on; ``False`` where the end had been read already."""
        if self.read:
            return False
        self.scroll_page_down(animate=False)
        return True

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """See whether the end came into view."""
        super().watch_scroll_y(old_value, new_value)
        self._see()

    def watch_virtual_size(self) -> None:
        """See whether the end is still in view, now that there is more, or less."""
        self._see()

    def on_resize(self, _: Resize) -> None:
        """Keep the reader's place: what was at the top stays there, and an end stays an end."""
        if self._place_size != self.size:
            self.call_after_refresh(self._keep_place)

    def _keep_place(self) -> None:
        self._place_size = self.size
        if self._place is None:
            self.scroll_end(animate=False, immediate=True)
        else:
            self.show_at_top(self._place)
        self._see()
        self.post_message(self.Moved())

    def _see(self) -> None:
        if not self.settled or self._place_size != self.size:
            return  # not yet scrolled to what is new, or to the place it had before a resize
        top = round(self.scroll_y)
        self._place = None if self.at_end else self.heard.first_from(top)
        if self.at_end and self.heard.height:
            self.read = True
        asked = self.asked
        picks = isinstance(asked, QuestionAsk) and bool(asked.check_action("pick", (0,)))
        seen = (self.at_end, self.heard.height < top + self.size.height, top > 0, picks)
        if seen != self._seen:
            self._seen = seen
            self.post_message(self.Moved())
