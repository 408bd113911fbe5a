"""The key map: what each key does, and another key for it."""

from __future__ import annotations

from dataclasses import replace

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from ppsim.tui.keymap import KeyOf, all_keys, clash, now
from ppsim.tui.literal import literal, parts
from ppsim.tui.screens.base import PpsimScreen
from ppsim.tui.widgets.listing import Item, Listing

KEY = 12
"""Columns for the keys themselves."""


class KeyRows(Listing):
    """Keys as a list."""

    BINDINGS = [
        Binding("enter", "screen.change", "Change", id="keys.change"),
        Binding("backspace,delete", "screen.reset", "As it was", id="keys.reset"),
    ]


class KeysScreen(PpsimScreen[None]):
    """What each key does."""

    CSS_PATH = "keys.tcss"
    NAME = "Keys"
    GUIDE = (
        "Enter, and then the key you want, puts another key in place of the one that stands out; "
        "backspace puts the first one back. Numbers always choose."
    )
    BINDINGS = [Binding("escape,q", "close", "Back", id="keys.close")]

    rows = getters.query_one(KeyRows)

    def __init__(self) -> None:
        super().__init__()
        self.keys = all_keys()

    def body(self) -> ComposeResult:
        """The list."""
        with Vertical(classes="column"):
            yield KeyRows()

    def on_mount(self) -> None:
        """Show the keys."""
        self.top.say("Keys", "what each does")
        self._show()
        self.rows.focus()

    def _show(self, said: str = "") -> None:
        self.rows.show(map(self._item, self.keys), self.rows.highlighted)
        self.say(said)
        self.refresh_bindings()

    def _item(self, key: KeyOf) -> Item:
        changed = self.host.settings.keys
        shown = " ".join(
            self.app.get_key_display(Binding(k, "")) for k in now(key, changed).split(",")
        )
        mark = " (yours)" if key.id in changed else ""
        where = (f"  {key.where}", "$text-muted")
        return Item(parts((shown.ljust(KEY), "bold"), f"{key.does}{mark}", where))

    @on(OptionList.OptionSelected)
    def _clicked(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        self.action_change()

    def action_change(self) -> None:
        """Wait for another key."""
        if self.rows.highlighted is None:
            return
        key = self.keys[self.rows.highlighted]
        self.app.push_screen(PressScreen(key.does), lambda pressed: self._take(key, pressed))

    def _take(self, key: KeyOf, pressed: str | None) -> None:
        if pressed is None:
            return
        settings = self.host.settings
        other = clash(key, pressed, settings.keys)
        shown = self.app.get_key_display(Binding(pressed, ""))
        if other is not None:
            self._show(f"{shown} is taken: {other.does}.")
            return
        self.host.set(replace(settings, keys={**settings.keys, key.id: pressed}))
        self._show(f"{shown}: {key.does}.")

    def action_reset(self) -> None:
        """Put the first key back."""
        if self.rows.highlighted is not None:
            key = self.keys[self.rows.highlighted]
            kept = {k: v for k, v in self.host.settings.keys.items() if k != key.id}
            self.host.set(replace(self.host.settings, keys=kept))
            self._show()

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        self.refresh_bindings()

    def action_close(self) -> None:
        """Back."""
        self.dismiss()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is something to put back only where another key was taken."""
        if action == "reset":
            at = self.rows.highlighted
            return at is not None and self.keys[at].id in self.host.settings.keys
        return True


class PressScreen(ModalScreen[str | None]):
    """Gives the next key that is pressed; Escape gives none."""

    def __init__(self, does: str) -> None:
        super().__init__()
        self._does = does

    def compose(self) -> ComposeResult:
        """What is waited for."""
        yield Static(literal(f"Press the key for: {self._does}. Escape leaves it as it is."))

    def on_key(self, event: Key) -> None:
        """Take it."""
        event.stop()
        event.prevent_default()
        self.dismiss(None if event.key == "escape" else event.key)
