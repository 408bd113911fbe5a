"""The library: which case to play, gone on with, or read again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input, OptionList, Static

from ppsim.catalogue.listing import Listed, listing
from ppsim.catalogue.people import ANYBODY
from ppsim.catalogue.places import case_folders
from ppsim.tui.literal import literal, parts
from ppsim.tui.screens.base import PpsimScreen
from ppsim.tui.shelf import Book, another, shelve
from ppsim.tui.widgets.asked_line import AskedLine
from ppsim.tui.widgets.listing import Item, Listing


class Shelf(Listing):
    """The cases as a list. Enter opens one."""

    NAME = "Library"
    BINDINGS = [Binding("enter", "select", "Open", id="library.open")]


class LibraryScreen(PpsimScreen[None]):
    """Cases with what they are about, and what was done with them."""

    NAME = "Library"
    GUIDE = (
        "These are the cases you can play. The line under a title says which chair you sit in, "
        "how long it takes and what it is about; another what it touches on; the last what you "
        "have done with it. Enter opens a case and shows what it asks of you before anything "
        "begins; c goes on with one you have begun, d reads the debrief of one you have played. "
        "Type / and some words to see only the cases that speak of them; Escape shows all again."
    )
    BINDINGS = [
        Binding("c", "go_on", "Go on", id="library.continue"),
        Binding("d", "debrief", "Debrief", id="library.debrief"),
        Binding("slash", "filter", "Filter", id="library.filter"),
        Binding("escape", "all", "All cases", id="library.all", show=False),
        Binding("q", "app.quit", "Quit", id="library.quit"),
        Binding("comma", "app.settings", "Settings", id="app.settings"),
        Binding("ctrl+p", "app.command_palette", "Commands", id="app.commands"),
    ]

    shelf = getters.query_one(Shelf)
    filter = getters.query_one("#filter", Input)

    def __init__(self) -> None:
        super().__init__()
        self.cases: tuple[Listed, ...] = ()
        self.books: tuple[Book, ...] = ()
        self.shown: tuple[Book, ...] = ()
        self.looked_up = False
        """Whether it is known what was done with the cases."""

    def body(self) -> ComposeResult:
        """A filter, and the list."""
        with Vertical(classes="column"):
            yield AskedLine(placeholder="words to look for", id="filter")
            yield Shelf()
            yield Static("", id="nothing", markup=False)

    def on_mount(self) -> None:
        """Show the cases by their headers; then read what was done with them."""
        self.filter.display = False
        self.set_class(self.host.opening.names_something, "-waiting")
        self.shelf.focus()
        self.cases = listing(case_folders(self.host.opening.cases))
        self._shelve(shelve(self.cases))
        self.call_after_refresh(self.look_up)

    @work(exclusive=True, group="attempts")
    async def look_up(self) -> None:
        """Read from the journal what was done with the cases, and show it."""
        attempts = await self.host.attempts()
        self._shelve(shelve(self.cases, attempts))
        if not self.looked_up:
            self.looked_up = True
            self.host.open_at_once()

    def on_screen_resume(self) -> None:
        """Coming back: something may have been done meanwhile."""
        super().on_screen_resume()
        profile = self.host.profile
        named = "" if profile == ANYBODY else f", as {profile}"
        self.top.say("ppsim", f"cases to practise with{named}")
        if self.cases:
            self.look_up()

    def on_screen_suspend(self) -> None:
        """Something else was opened."""
        self.remove_class("-waiting")

    def say(self, words: str) -> None:
        """Say something; what was to be opened at once may not have been."""
        if words:
            self.remove_class("-waiting")
        super().say(words)

    def another(self, than: str) -> Book | None:
        """A case to play in place of one that is too near."""
        return another(self.books, than)

    @property
    def at(self) -> Book | None:
        """The case that stands out."""
        index = self.shelf.highlighted
        return self.shown[index] if index is not None and index < len(self.shown) else None

    def stand_at(self, case: str) -> None:
        """Have a case stand out: the one that was left last."""
        ids = [book.listed.id for book in self.shown]
        if case in ids:
            self.shelf.highlighted = ids.index(case)

    def _shelve(self, books: Sequence[Book]) -> None:
        self.books = tuple(books)
        self._show()

    def _show(self) -> None:
        here = self.at.listed.id if self.at is not None else None
        self.shown = tuple(book for book in self.books if book.fits(self.filter.value))
        ids = [book.listed.id for book in self.shown]
        self.shelf.show(map(item, self.shown), ids.index(here) if here in ids else 0)
        nothing = self.query_one("#nothing", Static)
        nothing.display = not self.shown
        wanted = self.filter.value
        nothing.update(
            literal(f"No case speaks of {wanted}." if wanted else "No cases were found.")
        )
        self.refresh_bindings()

    # ---- what one can do

    @on(OptionList.OptionSelected)
    def _open(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        self.say("")
        self.host.brief(self.shown[message.option_index])

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        self.refresh_bindings()

    @on(Input.Changed, "#filter")
    def _filtered(self) -> None:
        self._show()

    @on(Input.Submitted, "#filter")
    def _done_filtering(self) -> None:
        self.shelf.focus()

    def action_filter(self) -> None:
        """Look for words."""
        self.filter.display = True
        self.set_focus(self.filter)  # at once: a letter typed now is no key any more
        self.refresh_bindings()

    def action_all(self) -> None:
        """All cases again."""
        self.filter.value = ""
        self.filter.display = False
        self.shelf.focus()
        self.refresh_bindings()

    def action_go_on(self) -> None:
        """Go on with the case that stands out; with which attempt, where several are begun."""
        begun = self.at.begun if self.at is not None else ()
        if len(begun) == 1:
            self.host.resume(begun[0].id)
        elif self.at is not None and begun:
            from ppsim.tui.screens.past import BegunScreen

            def picked(index: int | None) -> None:
                if index is not None:
                    self.host.resume(begun[index].id)

            self.app.push_screen(BegunScreen(self.at.title, begun), picked)

    def action_debrief(self) -> None:
        """Read a debrief again; which one, where there are several."""
        ended = self.at.ended if self.at is not None else ()
        if len(ended) == 1:
            self.host.reread(ended[0].id)
        elif self.at is not None and ended:
            from ppsim.tui.screens.past import PastScreen

            def picked(index: int | None) -> None:
                if index is not None:
                    self.host.reread(ended[index].id)

            self.app.push_screen(PastScreen(self.at.title, ended), picked)

    def commands(self) -> list[tuple[str, Callable[[], object]]]:
        """For the palette: every case."""
        return [(f"Open: {book.title}", partial(self.host.brief, book)) for book in self.books]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can be done with the case that stands out."""
        if action == "go_on":
            return self.at is not None and self.at.open is not None
        if action == "all":
            return bool(self.filter.display)
        if action == "debrief":
            return self.at is not None and bool(self.at.ended)
        return True


def item(book: Book) -> Item:
    """A case as it stands in the list."""
    below = [literal(book.facts)]
    if book.touches:
        below.append(parts((book.touches, "$text-muted")))
    if book.done:
        below.append(parts((book.done, "$accent")))
    return Item(parts((book.title, "bold")), tuple(below), gap=True)
