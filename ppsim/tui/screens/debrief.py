"""The debrief: what was done, read slowly, with every decision to be opened."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Static

from ppsim.report import markdown, reading, text
from ppsim.report.model import Debrief
from ppsim.report.reading import Reading
from ppsim.store.failures import JournalError
from ppsim.tui.literal import literal
from ppsim.tui.screens.reading import Leaf, ReadingScreen
from ppsim.tui.session import Session
from ppsim.tui.widgets.laid import Laid
from ppsim.tui.widgets.page import EntryCard, PageView, SectionView
from ppsim.tui.widgets.path_line import PathLine
from ppsim.words.safe import safe

WIDTH = 80
"""Columns of what is saved or copied as text."""
FIRST, PATH = "What you did", "Your path"
"""What the first parts are called, which have no heading."""
COPIED = (
    "The debrief was handed to the terminal to be copied. Not every terminal takes it: where there "
    "is nothing to paste, s saves it to a file."
)


class DebriefScreen(ReadingScreen[None]):
    """The page that an attempt's first pass came to."""

    CSS_PATH = "debrief.tcss"
    NAME = "Debrief"
    GUIDE = (
        "What you did, read back to you. The space bar reads on. The line of decisions is your "
        "path: the left and right arrows walk along it, and Enter opens the decision that stands "
        "out, with every option, what it weighs and where it would have led. The moments further "
        "down open in the same way: Tab goes to the next. With g you go straight to a part of it."
    )
    BINDINGS = [
        Binding("tab", "next(1)", "Next moment", id="debrief.next", show=False),
        Binding("shift+tab", "next(-1)", "Previous moment", id="debrief.previous", show=False),
        Binding("g", "parts", "Go to", id="debrief.parts"),
        Binding("s", "save", "Save", id="debrief.save"),
        Binding("escape,q", "leave", "Back", key_display="Esc", id="debrief.back"),
        Binding("c", "copy", "Copy", id="debrief.copy"),
    ]

    path = getters.query_one(PathLine)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.reading: Reading | None = None

    @property
    def debrief(self) -> Debrief | None:
        """The debrief, once it is made."""
        return self.reading.debrief if self.reading is not None else None

    def body(self) -> ComposeResult:
        """The page, and what was done."""
        with Leaf(classes="page column"):
            yield Static(literal("Reading what you did."), id="waiting")

    def on_mount(self) -> None:
        """Have the debrief made."""
        self.set_class(self.host.settings.density == "close", "-close")
        self.top.say(self.session.material.case.title, "debrief")
        self.make()

    @work(exclusive=True, group="debrief")
    async def make(self) -> None:
        """Have the attempt walked and read, and show what came of it."""
        try:
            self.reading = await self.session.reading()
        except JournalError as error:
            self.query_one("#waiting", Static).update(literal(str(error)))
        else:
            await self._show(self.reading)
            if self.query(PathLine):
                self.path.focus(scroll_visible=False)
        self.refresh_bindings()

    async def _show(self, made: Reading) -> None:
        line = [PathLine(made.debrief.decisions)] if made.debrief.decisions else []
        await self.leaf.remove_children()
        page = reading.page(made)
        await self.leaf.mount(PageView(page, line, page.subtitle))

    # ---- opening a decision

    @on(PathLine.Opened)
    def _opened(self, message: PathLine.Opened) -> None:
        message.stop()
        if self.leaf.in_view(self.path):
            self.open(message.index)
        else:
            self.leaf.show(self.path)

    @on(PathLine.Walked)
    def _walked(self, message: PathLine.Walked) -> None:
        message.stop()
        self.leaf.show(message.path)

    @on(EntryCard.Opened)
    def _entry_opened(self, message: EntryCard.Opened) -> None:
        message.stop()
        focused = self.focused
        if isinstance(focused, EntryCard) and not self.leaf.in_view(focused):
            self.leaf.show(focused)
            return
        assert self.debrief is not None
        scenes = [note.scene for note in self.debrief.decisions]
        self.open(scenes.index(message.scene))

    def open(self, index: int) -> None:
        """Open a decision by its place among those met, from 0."""
        from ppsim.tui.screens.decision import DecisionScreen

        if self.reading is not None:
            self.say("")
            self.app.push_screen(DecisionScreen(self.session, self.reading, index), self._back)

    async def _back(self, left: tuple[Reading, int] | None) -> None:
        """Back from a decision: what was argued there stands here too."""
        if left is None or self.reading is None:
            return
        made, index = left
        if made.annex != self.reading.annex:
            at = self.leaf.scroll_offset.y
            self.reading = made
            await self._show(made)
            self.path.focus(scroll_visible=False)
            self.call_after_refresh(self.leaf.scroll_to, y=at, animate=False)
        self.path.at = index

    def commands(self) -> list[tuple[str, Callable[[], object]]]:
        """For the palette: every part, and every decision."""
        notes = self.debrief.decisions if self.debrief is not None else ()
        return [
            *((f"Go to: {name}", partial(self.leaf.to_top, part)) for name, part in self.parts()),
            *(
                (f"Open decision {note.number}: {note.chosen.words}", partial(self.open, index))
                for index, note in enumerate(notes)
            ),
        ]

    # ---- finding one's way

    def parts(self) -> list[tuple[str, Widget]]:
        """The parts of the page by their names, in its order."""
        found: list[tuple[str, Widget]] = []
        for part in self.query("SectionView, PathLine"):
            if isinstance(part, SectionView):
                found.append((part.section.title or FIRST, part))
            else:
                found.append((PATH, part))
        return found

    def see(self) -> None:
        """What can be opened follows the reader: one that begins in view is at hand."""
        if self.app.screen is self:
            focused, openable = self.focused, self._openable()
            if focused not in openable or not self.leaf.begins_in_view(focused):
                near = next(filter(self.leaf.begins_in_view, openable), None)
                if near is not None:
                    near.focus(scroll_visible=False)
        super().see()

    def _openable(self) -> list[Laid]:
        return [widget for widget in self.query(Laid) if widget.focusable]

    # ---- keys

    def action_next(self, by: int) -> None:
        """To the next that can be opened, or the one before; from the last on to the path."""
        found = self._openable()
        here = found.index(self.focused) if isinstance(self.focused, Laid) else -1
        if here >= 0 and not self.leaf.in_view(found[here]):
            here = sum(map(self.leaf.begins_above, found)) - (by > 0)  # it lies between two
        there = found[(here + by) % len(found)]
        there.focus(scroll_visible=False)
        self.leaf.show(there)

    def action_parts(self) -> None:
        """Go to a part of the page."""
        from ppsim.tui.screens.contents import ContentsScreen

        found = self.parts()
        here = sum(self.leaf.begins_above(part, 1) for _, part in found) - 1

        def picked(index: int | None) -> None:
            if index is not None:
                self.leaf.to_top(found[index][1])

        title, names = self.session.material.case.title, [name for name, _ in found]
        self.app.push_screen(ContentsScreen(title, names, max(0, here)), picked)

    def action_save(self) -> None:
        """Save it to a file."""
        from ppsim.tui.screens.save import SaveScreen

        made = self.reading
        if made is None:
            return

        def as_json() -> str:
            from ppsim.report import json

            return json.render(made.debrief)

        texts = {
            "Text": lambda: as_text(made),
            "Markdown": lambda: safe(markdown.render(reading.page(made))),
            "JSON": as_json,
        }
        self.say("")
        name = f"{self.session.material.case.id}-debrief"

        def saved(path: object) -> None:
            if path is not None:
                self.say(f"Saved as {path}")

        self.app.push_screen(SaveScreen(name, texts), saved)

    def action_copy(self) -> None:
        """Copy it as text."""
        if self.reading is not None:
            self.app.copy_to_clipboard(as_text(self.reading))
            self.say(COPIED)

    def action_leave(self) -> None:
        """Back to the library."""
        self.host.leave(self.session)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Before the debrief is made there is nothing to go to, to save or to copy."""
        if action in ("save", "copy", "parts"):
            return self.reading is not None
        if action == "next":
            return bool(self.query(EntryCard))
        return super().check_action(action, parameters)


def as_text(made: Reading) -> str:
    """A reading as plain text that steers no terminal."""
    return safe(text.render(reading.page(made), WIDTH))
