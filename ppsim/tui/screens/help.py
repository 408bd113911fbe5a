"""Help for the screen one came from: a few sentences, and every key that works there."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Static

from ppsim.tui.literal import lines, literal, parts
from ppsim.tui.screens.reading import Leaf, ReadingScreen


class HelpScreen(ReadingScreen[None]):
    """What one does on a screen, and with which keys."""

    NAME = "Help"
    GUIDE = "This is the help. Escape closes it."
    BINDINGS = [
        Binding("escape,q,question_mark,f1", "close", "Close", key_display="Esc", id="help.close")
    ]

    def __init__(self, of: Screen[object]) -> None:
        super().__init__()
        self._title = getattr(of, "NAME", "ppsim")
        self._guide = getattr(of, "GUIDE", "")
        self._keys = described(of)

    def body(self) -> ComposeResult:
        """The guide, then the keys."""
        with Leaf(classes="page column"):
            yield Static(literal(self._guide))
            width = max((len(shown) for shown, _ in self._keys), default=0) + 2
            rows = [parts((shown.ljust(width), "bold"), does) for shown, does in self._keys]
            yield Static(lines(*rows), classes="keys")

    def on_mount(self) -> None:
        """Say of what this is the help."""
        self.top.say("Help", self._title)

    def action_close(self) -> None:
        """Back."""
        self.dismiss()


def described(screen: Screen[object]) -> list[tuple[str, str]]:
    """Every key of ours that works on ``screen``, with what it does.

    Those that do the same stand together. Textual's own (copying, moving in a text) are left out,
    and so are the numbers after the first.
    """
    keys: dict[str, list[str]] = {}
    for _, binding, enabled, _ in screen.active_bindings.values():
        number = binding.key.isdigit() and not binding.show
        if enabled and binding.description and binding.id and not number:
            shown = keys.setdefault(binding.description, [])
            key = screen.app.get_key_display(binding)
            if key not in shown:
                shown.append(key)
    return [(" ".join(shown), does) for does, shown in keys.items()]
