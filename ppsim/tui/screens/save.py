"""Saving a debrief: as what, and where."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.reactive import reactive
from textual.widgets import Input, Static

from ppsim.tui.literal import Part, literal, parts
from ppsim.tui.saving import complaint, named, save
from ppsim.tui.screens.base import PpsimScreen
from ppsim.tui.screens.reading import Leaf
from ppsim.tui.widgets.asked_line import AskedLine

THERE = "There is a file of that name already. Enter again writes over it; or type another name."


class SaveScreen(PpsimScreen[Path | None]):
    """Gives the path it was saved under, or ``None``."""

    CSS_PATH = "save.tcss"
    NAME = "Save"
    GUIDE = (
        "Up and down choose what it is saved as: text to read, Markdown to paste into a document, "
        "JSON for a program. Then type where, and press Enter. What is there already is written "
        "over only when you press Enter a second time."
    )
    BINDINGS = [
        Binding("escape", "close", "Back", id="save.back"),
    ]

    TITLE_LINE: ClassVar[str] = "Save the debrief"
    SUFFIXES: ClassVar[Mapping[str, str]] = {"Text": ".txt", "Markdown": ".md", "JSON": ".json"}
    """What it can be saved as, and the end of the file's name for each."""
    PRIVATE: ClassVar[str] = (
        "Your notes and your own words are in it, where you wrote any. Nobody else is sent it."
    )
    """What to know of what is in it."""

    where = getters.query_one(AskedLine)
    form: reactive[str] = reactive("Text", init=False)
    """What it is saved as."""

    def __init__(self, name: str, texts: Mapping[str, Callable[[], str]]) -> None:
        """A screen that saves one of several texts.

        Args:
            name: what the file is called at first, without a suffix.
            texts: for each of ``SUFFIXES``, what gives its text.
        """
        super().__init__()
        self._called = name
        self._texts = texts
        self._over: Path | None = None
        """Where something was found that Enter would now write over."""

    def body(self) -> ComposeResult:
        """What it can be saved as, where, and what came of it."""
        with Leaf(classes="page column"):
            yield Static(id="forms")
            yield Static(literal("Where to (Enter saves):"), classes="gap")
            yield Where(f"~/{self._called}{self.SUFFIXES[self.form]}")
            yield Static("", id="outcome", classes="gap")
            yield Static(literal(self.PRIVATE), classes="gap quiet")

    def on_mount(self) -> None:
        """Begin to type."""
        self.top.say(self.TITLE_LINE)
        self.watch_form(self.form, self.form)
        self.where.focus()

    def watch_form(self, before: str, now: str) -> None:
        """Show what stands, and give the name the suffix that belongs to it."""
        pieces: list[Part] = ["Save it as: "]
        for name in self.SUFFIXES:
            pieces.append((f"[{name}]", "bold reverse") if name == now else f" {name} ")
        self.query_one("#forms", Static).update(parts(*pieces))
        old, new = self.SUFFIXES[before], self.SUFFIXES[now]
        if self.where.value.endswith(old):
            self.where.value = self.where.value.removesuffix(old) + new
            self.where.cursor_position = len(self.where.value)

    @on(Input.Changed)
    def _typed(self) -> None:
        self._over = None
        self.say("")

    @on(Input.Submitted)
    def _asked(self) -> None:
        try:
            path = named(self.where.value)
        except ValueError as error:
            self.say(str(error))
        else:
            self._save(path, over=path == self._over)

    @work(exclusive=True, group="save")
    async def _save(self, path: Path, *, over: bool) -> None:
        from asyncio import to_thread

        text = self._texts[self.form]()
        try:
            await to_thread(save, text, path, over=over)
        except FileExistsError:
            self._over = path
            self.say(THERE)
        except ValueError:
            self.say("No file can be called that. Nothing was saved.")
        except OSError as error:
            self.say(complaint(error, path))
        else:
            self.dismiss(path)

    def say(self, words: str) -> None:
        """Say what came of it."""
        said = self.query_one("#outcome", Static)
        said.display = bool(words)
        said.update(literal(words))
        self.call_after_refresh(said.scroll_visible, animate=False)

    def action_form(self, by: int) -> None:
        """The next form, or the one before."""
        forms = tuple(self.SUFFIXES)
        self.form = forms[(forms.index(self.form) + by) % len(forms)]

    def action_close(self) -> None:
        """Back; nothing was saved."""
        self.dismiss(None)


class Where(AskedLine):
    """Where it is saved; Enter saves."""

    BINDINGS = [
        Binding("down", "screen.form(1)", "As what", key_display="↑↓", id="save.next"),
        Binding("up", "screen.form(-1)", "As what, back", id="save.previous", show=False),
        Binding("enter", "submit", "Save", id="save.save"),
    ]

    def __init__(self, value: str) -> None:
        super().__init__(value, id="where")
        self.select_on_focus = False  # what is typed is added, so that the folder stands
