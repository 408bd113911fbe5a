"""The app: it puts screens, themes, keys and the journal together, and decides nothing."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from textual import work
from textual.binding import Binding
from textual.events import Resize

from ppsim.catalogue.people import ANYBODY
from ppsim.catalogue.settings import Settings, load, save
from ppsim.tui.screens.base import PpsimScreen
from ppsim.tui.start import Opening
from ppsim.tui.themes import MONO, THEMES
from ppsim.tui.ways import WaysApp

if TYPE_CHECKING:
    from textual.command import Provider

KEYS = {
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "backspace": "Backspace",
    "delete": "Del",
    "end": "End",
    "home": "Home",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "f1": "F1",
}
"""How keys are called where Textual has another name for them."""


def _commands() -> type[Provider]:
    from ppsim.tui.commands import Commands

    return Commands


class PpsimApp(WaysApp):
    """ppsim in a terminal."""

    CSS_PATH = ["app.tcss", "screens/library.tcss"]
    TITLE = "ppsim"
    BINDINGS = [
        Binding("question_mark", "help", "Help", key_display="?", id="app.help"),
        Binding("f1", "help", "Help", id="app.help-f1"),
        Binding("comma", "settings", "Settings", id="app.settings", show=False),
        Binding(
            "ctrl+p", "command_palette", "Commands", id="app.commands", show=False, priority=True
        ),
        Binding("ctrl+q", "quit", "Quit", id="app.quit", show=False, priority=True),
        Binding("ctrl+z", "suspend_process", "", id="app.suspend", show=False),
    ]
    COMMANDS = {_commands}

    def __init__(self, opening: Opening) -> None:
        colourless = bool(os.environ.get("NO_COLOR"))
        if not colourless:
            os.environ.pop("NO_COLOR", None)  # an empty one asks for nothing
        super().__init__(opening, colourless=colourless)
        self.settings: Settings = load(opening.home)
        for theme in THEMES:
            self.register_theme(theme)
        self._apply()

    def set(self, settings: Settings) -> None:
        """Take other settings, and keep them."""
        self.settings = settings
        self._apply()
        self._keep_settings(settings)

    @work(thread=True, group="settings")
    def _keep_settings(self, settings: Settings) -> None:
        try:
            save(settings, self.opening.home)
        except OSError as error:
            self.call_from_thread(self.tell, f"The settings could not be kept: {error.strerror}")

    def _apply(self) -> None:
        self.theme = MONO if self.no_color else self.settings.theme
        self.animation_level = "none" if self.settings.still else "full"
        self.set_keymap(dict(self.settings.keys))

    @property
    def profile(self) -> str:
        """Whose attempts these are."""
        return self.opening.profile or self.settings.profile or ANYBODY

    def get_key_display(self, binding: Binding) -> str:
        """A key as it is called in the line at the foot."""
        if binding.key_display is None and binding.key in KEYS:
            return KEYS[binding.key]
        return super().get_key_display(binding)

    def on_resize(self, event: Resize) -> None:
        """Say so while the window is too small for anything."""
        from ppsim.tui.screens.too_small import TooSmallScreen, too_small

        shown = isinstance(self.screen, TooSmallScreen)
        small = too_small(*event.size)
        if small and not shown:
            self.push_screen(TooSmallScreen())
        elif shown and not small:
            self.pop_screen()

    def action_settings(self) -> None:
        """Settings."""
        from ppsim.tui.screens.settings import SettingsScreen

        self.push_screen(SettingsScreen())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Settings are not to be had from within the settings."""
        if action == "settings":
            return not any(isinstance(s, PpsimScreen) and s.SETS for s in self.screen_stack)
        return super().check_action(action, parameters)

    def action_help(self) -> None:
        """Help for this screen."""
        from ppsim.tui.screens.help import HelpScreen

        self.push_screen(HelpScreen(self.screen))
