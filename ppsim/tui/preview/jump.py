"""Jumping into a scene: which one, and each variable set by hand within what it can hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from textual.app import ComposeResult
from textual.binding import Binding
from textual.events import Key
from textual.widgets import OptionList, Static

from ppsim.authoring.replaying import Start, written
from ppsim.engine.layout import Value
from ppsim.format.case import Case, Variable
from ppsim.tui.literal import literal, parts
from ppsim.tui.screens.base import PpsimScreen
from ppsim.tui.widgets.listing import Item, Listing


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing to set: the values it can hold, and the one it holds now."""

    name: str
    held: Value
    values: Sequence[Value]
    declared: Value | None = None

    def step(self, by: int) -> Setting:
        """The next value, or the one before; round at the ends where it is no number."""
        number = isinstance(self.held, int) and not isinstance(self.held, bool)
        at = self.values.index(self.held) + by
        at = max(0, min(len(self.values) - 1, at)) if number else at % len(self.values)
        return replace(self, held=self.values[at])

    def typed(self, number: int) -> Setting:
        """The number typed, where it can hold it; else the nearest it can."""
        numbers = [v for v in self.values if isinstance(v, int)]
        return replace(self, held=max(numbers[0], min(numbers[-1], number)))

    @property
    def is_number(self) -> bool:
        """Whether digits set it."""
        return isinstance(self.held, int) and not isinstance(self.held, bool)

    @property
    def bounds(self) -> str:
        """What it can hold, in words."""
        if self.is_number:
            return f"{self.values[0]} to {self.values[-1]}"
        return ", ".join(map(written, self.values))


def values_of(variable: Variable) -> Sequence[Value]:
    """Every value that a variable can hold, in order."""
    if variable.kind == "flag":
        return (False, True)
    if variable.kind == "word":
        return variable.words
    assert variable.min is not None
    assert variable.max is not None
    return range(variable.min, variable.max + 1)


@dataclass(frozen=True, slots=True)
class Jump:
    """A jump as far as it is filled in."""

    scene: Setting
    variables: tuple[Setting, ...] = field(default=())

    @staticmethod
    def into(case: Case, scene: str, values: Mapping[str, Value]) -> Jump:
        """To ``scene``, the variables as in ``values``."""
        settings = tuple(
            Setting(name, values.get(name, v.start), values_of(v), v.start)
            for name, v in case.variables.items()
        )
        return Jump(Setting("scene", scene, tuple(case.scenes)), settings)

    @property
    def settings(self) -> tuple[Setting, ...]:
        """The scene, then the variables."""
        return (self.scene, *self.variables)

    def with_setting(self, index: int, setting: Setting) -> Jump:
        """The jump with one of its settings in place of what it was."""
        if index == 0:
            return replace(self, scene=setting)
        own = list(self.variables)
        own[index - 1] = setting
        return replace(self, variables=tuple(own))

    @property
    def start(self) -> Start:
        """Where it begins; variables left as declared are left out."""
        set_by_hand = {v.name: v.held for v in self.variables if v.held != v.declared}
        return Start(str(self.scene.held), set_by_hand)


class Settings(Listing):
    """What to set; the arrows change what the caret is at."""

    BINDINGS = [
        Binding("enter", "select", "Jump", id="jump.jump"),
        Binding("right", "screen.step(1)", "Change", key_display="Left Right", id="jump.more"),
        Binding("left", "screen.step(-1)", "Change back", id="jump.less", show=False),
    ]


class JumpScreen(PpsimScreen[Start | None]):
    """Gives where to begin, or ``None`` where one goes back."""

    CSS_PATH = "jump.tcss"
    NAME = "Jump"
    GUIDE = (
        "Choose a scene and what the variables hold in it, and the play begins there. Nothing has "
        "been played before it: seen(), chose() and count() are as at the start of the case."
    )
    BINDINGS = [Binding("escape", "close", "Back", id="jump.back")]

    def __init__(self, jump: Jump) -> None:
        super().__init__()
        self.jump = jump
        self._typed = ""

    def body(self) -> ComposeResult:
        """What to set, and what that means."""
        yield Settings()
        yield Static(
            literal("Left and right change a value; digits set a number. As if nothing had been "
                    "played before it.")
        )  # fmt: skip

    def on_mount(self) -> None:
        """Take the keys."""
        self.top.say("Jump into a scene")
        self._show(0)
        self.query_one(Settings).focus(scroll_visible=False)

    def _show(self, at: int) -> None:
        width = max(len(setting.name) for setting in self.jump.settings) + 2
        self.query_one(Settings).show((_item(s, width) for s in self.jump.settings), at)

    @property
    def _at(self) -> int:
        return self.query_one(Settings).highlighted or 0

    def on_option_list_option_highlighted(self, message: OptionList.OptionHighlighted) -> None:
        """Another one: digits begin anew."""
        message.stop()
        self._typed = ""

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        """Enter jumps, wherever one is."""
        message.stop()
        self.dismiss(self.jump.start)

    def on_key(self, event: Key) -> None:
        """Digits and a minus sign set a number."""
        setting = self.jump.settings[self._at]
        sign = event.character == "-" and not self._typed
        if setting.is_number and (event.key.isdecimal() or sign):
            event.stop()
            self._typed = f"{self._typed}{event.character}"[:9]
            if self._typed != "-":
                self._set(setting.typed(int(self._typed)))

    def action_step(self, by: int) -> None:
        """Another value."""
        self._typed = ""
        self._set(self.jump.settings[self._at].step(by))

    def _set(self, setting: Setting) -> None:
        at, typed = self._at, self._typed
        self.jump = self.jump.with_setting(at, setting)
        self._show(at)
        self._typed = typed

    def action_close(self) -> None:
        """Back."""
        self.dismiss(None)


def _item(setting: Setting, width: int) -> Item:
    held = written(setting.held)
    if setting.declared is None:
        return Item(parts(setting.name.ljust(width), (held, "bold")), gap=True)
    told = setting.bounds
    told += f"; declared {written(setting.declared)}" if setting.held != setting.declared else ""
    return Item(parts(setting.name.ljust(width), (held, "bold"), (f"  ({told})", "$text-muted")))
