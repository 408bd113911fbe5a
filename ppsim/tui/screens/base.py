"""What all screens share: the line at the top, the keys at the foot, and their guide."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar, cast

from textual import getters
from textual.app import ComposeResult
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import Static

from ppsim.tui._textual_private import filtered
from ppsim.tui.literal import literal
from ppsim.tui.widgets.drawn import Drawn, Row
from ppsim.tui.widgets.key_line import KeyLine
from ppsim.tui.wrapping import shortened
from ppsim.words.safe import safe

if TYPE_CHECKING:
    from ppsim.tui.app import PpsimApp

T = TypeVar("T")


class Top(Drawn):
    """The line at the top: what this is, and where one is in it."""

    DEFAULT_CSS = """
    Top {
        dock: top;
        height: 1;
        padding: 0 1;
        background: $panel;
        color: $text;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._said = "", ""

    @property
    def height(self) -> int:
        """One row."""
        return 1

    def lay(self, width: int, close: bool) -> None:
        """Nothing: it is cut when it is drawn."""

    def row(self, y: int) -> Row:
        """The title, and after it where one is, as much as there is room for."""
        title, where = self._said
        words = f"{title}  {where}" if where else title
        cut = shortened(words, self.content_size.width)
        return (cut[: len(title)], "bold"), (cut[len(title) :], "")

    def say(self, title: str, where: str = "") -> None:
        """Put a title, and after it where one is."""
        said = safe(title), safe(where)
        if said != self._said:
            self._said = said
            self.refresh()


class Said(Static):
    """A line above the keys that says what was done, or went wrong, until something else is."""

    DEFAULT_CSS = """
    Said {
        display: none;
        height: auto;
        max-height: 4;
        padding: 0 2;
        background: $surface;
        color: $text-accent;
    }
    """


class PpsimScreen(Screen[T], Generic[T]):
    """A screen of ppsim."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-normal"), (100, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]

    AUTO_FOCUS = ""
    """Each screen says itself what takes the keys, so that opening one never scrolls it."""

    NAME: ClassVar[str] = "ppsim"
    """What the screen is called."""
    GUIDE: ClassVar[str] = ""
    """A few sentences for the help: what one does here."""
    SETS: ClassVar[bool] = False
    """Whether the settings are to be had here already."""

    top = getters.query_one(Top)
    _ground: Strip | None = None
    """A row of the ground as it was drawn last."""

    @property
    def host(self) -> PpsimApp:
        """The app, which knows the ways from screen to screen."""
        return cast("PpsimApp", self.app)

    def compose(self) -> ComposeResult:
        """The line at the top, the body, what there is to say, the keys."""
        yield Top()
        yield from self.body()
        yield Said()
        yield KeyLine()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The ground below all else; nothing of it has a border, a title or a link."""
        if self._ground is None or self._ground.cell_length != crop.width:
            self._ground = filtered(self, Strip.blank(crop.width, self.rich_style))
        return [self._ground] * crop.height

    def notify_style_update(self) -> None:
        """Colours are others now."""
        self._ground = None
        super().notify_style_update()

    def on_screen_resume(self) -> None:
        """Give lines the room they are to have."""
        close = self.host.settings.density == "close"
        if close != self.has_class("-close"):
            self.set_class(close, "-close")
            for drawn in self.query(Drawn):
                drawn.forget()
        self.call_after_refresh(self.refresh_bindings)  # some depend on what can be seen

    def say(self, words: str) -> None:
        """Say something, until something else is done; nothing, to be quiet again."""
        said = self.query_one(Said)
        if words or said.display:
            said.display = bool(words)
            said.update(literal(words))

    def body(self) -> ComposeResult:
        """What is between them."""
        yield from ()
