"""Settings, made of the schema; each takes effect, and is kept, at once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input, OptionList, Static

from ppsim.catalogue.resources import read
from ppsim.catalogue.settings import SCHEMA, Choice, Settings, typed
from ppsim.tui.literal import literal, parts
from ppsim.tui.screens.base import PpsimScreen
from ppsim.tui.widgets.asked_line import AskedLine
from ppsim.tui.widgets.listing import Item, Listing


class Rows(Listing):
    """The settings as a list."""

    NAME = "Settings"
    BINDINGS = [
        Binding(
            "enter,right", "screen.change(1)", "Change", key_display="Enter", id="settings.change"
        ),
        Binding("left", "screen.change(-1)", "Change back", id="settings.back", show=False),
    ]


class SettingsScreen(PpsimScreen[None]):
    """What can be set, and what it is set to."""

    CSS_PATH = "settings.tcss"
    NAME = "Settings"
    SETS = True
    GUIDE = (
        "The arrows choose a setting, Enter changes it; where it is words, type them and press "
        "Enter again. What you set takes effect, and is kept, at once. Keys have a page of their "
        "own: press y."
    )
    BINDINGS = [
        Binding("y", "keys", "Keys", id="settings.keys"),
        Binding("escape,q", "close", "Back", id="settings.close"),
    ]

    rows = getters.query_one(Rows)
    words = getters.query_one(AskedLine)

    def __init__(self) -> None:
        super().__init__()
        self._typing: Choice | None = None

    def body(self) -> ComposeResult:
        """The list, and a line for words."""
        with Vertical(classes="column"):
            yield Rows()
            yield Static(id="typing", markup=False)
            yield AskedLine(id="words")

    def on_mount(self) -> None:
        """Show what is set."""
        self.top.say("Settings", "kept as you change them")
        self._type(None)
        self._show()
        self.rows.focus()

    def _show(self) -> None:
        settings = self.host.settings
        items = (_item(choice, settings, self._besides(choice)) for choice in SCHEMA)
        self.rows.show(items, self.rows.highlighted)

    def _besides(self, choice: Choice) -> str:
        """What else there is to know of what is set."""
        started, named = self.host.opening.profile, self.host.settings.resources
        if choice.key == "profile" and started:
            return f"This time they are those of {started}, as ppsim was started."
        if choice.key == "resources" and named and not read(named):
            return "There is nothing to be read in that file; ppsim's own words are shown."
        return ""

    def _type(self, choice: Choice | None) -> None:
        """Begin to type a setting's words, or, with ``None``, be done with it."""
        self._typing = choice
        typing = self.query_one("#typing", Static)
        typing.display = self.words.display = choice is not None
        if choice is None:
            self.rows.focus()
            return
        typing.update(literal(f"{choice.label}:"))
        self.words.value = str(getattr(self.host.settings, choice.key))
        self.set_focus(self.words)  # at once: a letter typed now is no key any more

    @on(OptionList.OptionSelected)
    def _clicked(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        self.action_change(1)

    @on(Input.Submitted)
    def _typed(self, message: Input.Submitted) -> None:
        message.stop()
        if self._typing is not None:
            try:
                self._set(self._typing, typed(self._typing.key, message.value))
            except ValueError as error:
                self.query_one("#typing", Static).update(literal(f"{error}."))
                return
        self._type(None)

    def action_change(self, by: int) -> None:
        """Change the setting that stands out."""
        if self.rows.highlighted is None:
            return
        choice = SCHEMA[self.rows.highlighted]
        value = getattr(self.host.settings, choice.key)
        if choice.text:
            self._type(choice)
        elif choice.options is None:
            self._set(choice, not value)
        else:
            at = choice.options.index(value)
            self._set(choice, choice.options[(at + by) % len(choice.options)])

    def _set(self, choice: Choice, value: object) -> None:
        changed: dict[str, Any] = {choice.key: value}
        self.host.set(replace(self.host.settings, **changed))
        self._show()

    def action_keys(self) -> None:
        """The keys."""
        from ppsim.tui.screens.keys import KeysScreen

        self.app.push_screen(KeysScreen())

    def action_close(self) -> None:
        """Back; a word that is being typed is let go first."""
        if self._typing is not None:
            self._type(None)
        else:
            self.dismiss()


def _item(choice: Choice, settings: Settings, besides: str) -> Item:
    value = getattr(settings, choice.key)
    said = {True: "yes", False: "no"}[value] if isinstance(value, bool) else value or "not set"
    title = parts((f"{choice.label}: ", "bold"), said)
    below = [parts((choice.means, "$text-muted"))]
    if besides:
        below.append(parts((besides, "$accent")))
    return Item(title, tuple(below))
