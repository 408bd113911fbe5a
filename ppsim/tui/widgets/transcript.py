"""The room: everything heard and done so far, and what is asked now, as one page to scroll."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.events import Resize
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from ppsim.engine.prompts import Arrived, Chosen, Entry
from ppsim.format.case import Case
from ppsim.tui.widgets.asks import Ask
from ppsim.tui.widgets.line import Line, Told
from ppsim.words.told import INNER_VOICE, PHASES, marked
from scoring.record import Phase

WIDEST_NAME = 14


class Transcript(VerticalScroll, can_focus=False, inherit_bindings=False):
    """What was heard, in blocks of scenes, and below it what is asked."""

    class Moved(Message):
        """What is in view has changed: its end, what is asked, or its beginning."""

    DEFAULT_CSS = """
    Transcript {
        height: 1fr;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;  /* so that nothing is laid out anew when a bar comes or goes */
        align-horizontal: center;
    }
    Transcript > Vertical { height: auto; max-width: 92; padding: 0 1; }
    Transcript .scene { height: auto; padding: 0 1; }
    Transcript .scene.-supervision { border-left: double $primary; padding: 0 1 0 0; }
    Transcript .scene { margin-top: 1; }
    .-close Transcript .scene { margin-top: 0; }
    Transcript Line { margin-top: 1; }
    Transcript Line.-same { margin-top: 0; }
    .-close Transcript Line { margin-top: 0; }
    Transcript .scene > Line:first-child { margin-top: 0; }
    """

    def __init__(self, case: Case) -> None:
        super().__init__(id="transcript")
        names = [len(member.name) for member in case.cast.values()]
        self._column = min(WIDEST_NAME, max([len(INNER_VOICE), *names])) + 2
        self._phase: Phase | None = None
        self._speaker: str | None = None
        self._lines: list[Line] = []
        self._pinned: dict[int, Line] = {}
        self._top: Widget | None = None
        self.asked: Ask | None = None
        """What is asked now, at the end of the page."""
        self.read = False
        """Whether the end of the page has been in view since it last grew."""
        self.settled = False
        """Whether the page has been scrolled to what was told last."""
        self._seen = (True, True, False)
        self._place: Widget | None = None
        """What is at the top of the view; ``None`` where the end is in view."""
        self._place_size = Size(0, 0)

    def compose(self) -> ComposeResult:
        """Two halves: what was told, and what is asked."""
        yield Vertical(id="told")
        yield Vertical(id="asked")

    @property
    def lines(self) -> tuple[Line, ...]:
        """One line for each entry shown, in their order."""
        return tuple(self._lines)

    @property
    def at_end(self) -> bool:
        """Whether the end of the page is in view."""
        return self.scroll_y >= self.max_scroll_y - 0.5

    async def clear(self) -> None:
        """Forget everything shown."""
        self._phase, self._speaker, self._lines, self._top = None, None, [], None
        self._pinned = {}
        await self.query_one("#told").remove_children()
        await self.ask(None)

    async def tell(self, entries: Iterable[Entry]) -> None:
        """Add entries; the first of them is what the page is scrolled to."""
        told = self.query_one("#told")
        before, scenes = self._blocks(entries)
        if before:
            if told.children:
                await told.children[-1].mount(*before)
            else:
                scenes.insert(0, Vertical(*before, classes="scene"))
        await told.mount(*scenes)

    async def ask(self, asked: Ask | None) -> None:
        """Put ``asked`` below what was told, in place of what was asked before."""
        self.asked = asked
        place = self.query_one("#asked")
        gone = place.remove_children()
        if asked is not None:
            await place.mount(asked)
        await gone

    async def pin(self, entry: int, words: str) -> None:
        """Show a private note below entry number ``entry``, after those that are there."""
        last = self._pinned.get(entry, self._lines[entry])
        note = Line(Told("note", words, "Your note"), self._column)
        self._pinned[entry] = note
        block = last.parent
        assert isinstance(block, Widget)
        at_end = self.at_end
        await block.mount(note, after=last)
        if at_end:
            self.call_after_refresh(self.scroll_end, animate=False)

    def mark_top(self) -> None:
        """What is told next begins at the top of the view."""
        self._top = None
        self.read = self.settled = False

    def settle(self) -> None:
        """Scroll to where the reader goes on: what is new at the top, or all of it in view."""
        self._place_size = self.size
        self.read, self.settled = False, True
        self.show_at_top(self._top or self.query_one("#asked"))
        self._see()

    def show_at_top(self, widget: Widget) -> None:
        """Scroll so that ``widget`` is the first thing in view."""
        y = widget.region.y - self.content_region.y + self.scroll_y
        self.scroll_to(y=max(0, y), animate=False, immediate=True)

    @property
    def looked_at(self) -> int | None:
        """The last entry in view while looking back; ``None`` where the end is in view."""
        if self.at_end or not self.read:
            return None
        bottom = self.content_region.bottom
        seen = [i for i, line in enumerate(self._lines) if line.display and line.region.y < bottom]
        return seen[-1] if seen else None

    def back(self) -> None:
        """Scroll to the beginning of the scene, or of the one before it."""
        top = self.content_region.y
        heads = [block for block in self.query(".scene").results(Vertical) if block.region.y < top]
        if heads:
            self.show_at_top(heads[-1])
        else:
            self.scroll_home(animate=False)

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

    def _note_place(self) -> None:
        top = self.content_region.y
        seen = (line for line in self._lines if line.display and line.region.y >= top)
        self._place = None if self.at_end else next(seen, None)

    def _see(self) -> None:
        if self._place_size != self.size:
            return  # between a resize and the place being found again
        self._note_place()
        if self.at_end and self._lines:
            self.read = True
        asked = self.query_one("#asked").region.overlaps(self.content_region)
        seen = (self.at_end, asked, self.scroll_y > 0)
        if seen != self._seen:
            self._seen = seen
            self.post_message(self.Moved())

    def _blocks(self, entries: Iterable[Entry]) -> tuple[list[Line], list[Widget]]:
        """Lines that belong to the scene shown last, and the scenes after it."""
        before: list[Line] = []
        scenes: list[tuple[str, list[Line]]] = []
        for entry in entries:
            line = self._line(entry)
            if isinstance(entry, Arrived):
                scenes.append((f"scene -{entry.phase or 'none'}", [line]))
            else:
                (scenes[-1][1] if scenes else before).append(line)
        return before, [Vertical(*lines, classes=classes) for classes, lines in scenes]

    def _line(self, entry: Entry) -> Line:
        told = self._told(entry)
        line = Line(told, self._column)
        line.set_class(told.same, "-same")
        line.display = bool(told.words)
        self._lines.append(line)
        if self._top is None and line.display:
            self._top = line
        return line

    def _told(self, entry: Entry) -> Told:
        if isinstance(entry, Arrived):
            words: Sequence[str] = [
                *([PHASES[entry.phase]] if entry.phase and entry.phase != self._phase else []),
                *([entry.time] if entry.time else []),
            ]
            self._phase, self._speaker = entry.phase or self._phase, None
            return Told("heading", ". ".join(words))
        if isinstance(entry, Chosen):
            self._speaker = None
            who = "You think" if entry.mode == "think" else "You"
            to = f" to {entry.to_name}" if entry.aside and entry.to_name else ""
            return Told("own", marked(entry.mode, entry.words), who + to)
        same = entry.speaker is not None and entry.speaker == self._speaker
        self._speaker = entry.speaker
        if entry.speaker is None:
            return Told("narration", entry.words)
        name = INNER_VOICE if entry.is_inner else entry.name or entry.speaker
        return Told(
            "inner" if entry.is_inner else "speech", entry.words, "" if same else name, same
        )
