"""The keys that do something here, in one line at the foot."""

from __future__ import annotations

from dataclasses import dataclass

from textual.events import Click, Resize
from textual.screen import Screen

from ppsim.tui.widgets.choices import MOST_NUMBERED, Choices
from ppsim.tui.widgets.drawn import Drawn, Row
from ppsim.words.safe import safe

HELP_ACTION = "help"
FIRST_CHOICE, CONFIRM = "pick(0)", "ask.confirm"
CHOOSE_IT = "Choose it"
"""What Enter does where a choice stands out."""
KEPT_ACTIONS = ("read_on", HELP_ACTION)
"""What is always shown where it does something: without it one would not get further."""
_BETWEEN = "  "


@dataclass(frozen=True, slots=True)
class Key:
    """A key that does something: how to press it, how it is shown, what it does."""

    press: str
    shown: str
    does: str
    action: str

    @property
    def width(self) -> int:
        """Columns it takes."""
        return len(self.shown) + 1 + len(self.does)


class KeyLine(Drawn):
    """As many keys as fit, most wanted first, with help always among them."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    KeyLine {
        dock: bottom;
        height: 1;
        padding: 0 1;
        background: $panel;
        color: $text;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.keys: tuple[Key, ...] = ()
        """Those that are shown."""
        self._found: object = None
        """What they were found by; ``None`` where that is not known."""

    def on_mount(self) -> None:
        """Follow what the keys do."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed, immediate=True)

    def on_unmount(self) -> None:
        """Follow them no longer."""
        self.screen.bindings_updated_signal.unsubscribe(self)

    def on_resize(self, _: Resize) -> None:
        """Fit anew."""
        self._found = None
        self._changed(self.screen)

    def _changed(self, _: Screen[object]) -> None:
        if self.is_attached:
            found = getattr(self.screen, "keys_follow", None)
            if found is not None and found == self._found:
                return
            self._found = found
            keys = tuple(fitting(keys_of(self.screen), self.content_size.width))
            if keys != self.keys:
                self.keys = keys
                self.refresh()

    @property
    def height(self) -> int:
        """One row."""
        return 1

    def lay(self, width: int, close: bool) -> None:
        """Nothing: the keys are fitted as they change."""

    def row(self, y: int) -> Row:
        """Each key and what it does, the key in bold."""
        return tuple(
            piece
            for number, key in enumerate(self.keys)
            for piece in (
                (f"{_BETWEEN if number else ''}", ""),
                (safe(key.shown), "bold"),
                (f" {safe(key.does)}", ""),
            )
        )

    def on_click(self, event: Click) -> None:
        """A click presses the key."""
        offset = event.get_content_offset(self)
        at = 0
        for key in self.keys:
            if offset is not None and at <= offset.x < at + key.width:
                event.stop()
                self.app.simulate_key(key.press)
            at += key.width + len(_BETWEEN)


def keys_of(screen: Screen[object]) -> list[Key]:
    """Every key that is shown and works on this screen now, once for each thing it does."""
    found: dict[str, Key] = {}
    for _, binding, enabled, _ in screen.active_bindings.values():
        if binding.show and enabled and binding.description:
            shown, does = screen.app.get_key_display(binding), binding.description
            asked = screen.focused
            if isinstance(asked, Choices) and len(asked):
                if binding.action == FIRST_CHOICE:
                    shown = numbers(len(asked))
                elif binding.id == CONFIRM and asked.at is not None:
                    does = CHOOSE_IT
            found.setdefault(does, Key(binding.key, shown, does, binding.action))
    return list(found.values())


def numbers(choices: int) -> str:
    """The keys that choose among so many."""
    return "1" if choices == 1 else f"1-{min(choices, MOST_NUMBERED)}"


def fitting(keys: list[Key], width: int) -> list[Key]:
    """The keys that fit ``width`` columns, in their order: reading on and help among them.

    Help stands at the end.
    """
    kept = [key for key in keys if key.action in KEPT_ACTIONS]
    room = width + len(_BETWEEN) - sum(len(_BETWEEN) + key.width for key in kept)
    shown: list[Key] = []
    full = False
    for key in keys:
        if key in kept:
            if key.action != HELP_ACTION:
                shown.append(key)
            continue
        full = full or len(_BETWEEN) + key.width > room
        if not full:
            shown.append(key)
            room -= len(_BETWEEN) + key.width
    return [*shown, *(key for key in kept if key.action == HELP_ACTION)]
