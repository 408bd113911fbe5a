"""A number from 0 to 10, by digits or arrows; what is left empty is not said."""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from ppsim.tui.literal import Part, literal, parts
from ppsim.tui.widgets.choices import CARET
from ppsim.tui.widgets.laid import at_hand, bring_into_view, page_of

TOP = 10
LABEL = 18
"""Columns for the label in front of the numbers, where there is room."""


class Scale(Widget, can_focus=True):
    """One question answered by a number."""

    BINDINGS = [
        Binding("0", "digit(0)", "How much", key_display="0-10", id="scale.0"),
        *(
            Binding(str(n), f"digit({n})", str(n), id=f"scale.{n}", show=False)
            for n in range(1, 10)
        ),
        Binding("left,minus", "by(-1)", "Less", id="scale.less", show=False),
        Binding("right,plus", "by(1)", "More", id="scale.more", show=False),
        Binding("backspace,delete,x", "clear", "Not said", id="scale.clear", show=False),
    ]
    DEFAULT_CSS = """
    Scale { height: auto; width: 1fr; }
    Scale:focus { background: $block-cursor-background; text-style: bold; }
    """

    @dataclass
    class Changed(Message):
        """Another number stands."""

        scale: Scale
        value: int | None

    value: reactive[int | None] = reactive(None, init=False)

    def __init__(self, label: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._label = label
        self._typed = False
        """Whether the last key was a digit, so that 1 and 0 make 10."""

    def render(self) -> Content:
        """Label, numbers, and the one that stands in brackets."""
        caret = f"{CARET} " if self.has_focus else "  "
        pieces: list[Part] = []
        for n in range(TOP + 1):
            pieces.append((f"[{n}]", "$mark-style") if n == self.value else f" {n} ")
        numbers = parts(*pieces)
        said = "" if self.value is not None else " not said"
        label = literal(self._label)
        width = self.content_size.width
        if width >= LABEL + 2 + 34 + len(" not said"):
            rows = label.wrap(LABEL)
            first = Content.assemble(
                caret, rows[0].extend_right(max(0, LABEL - rows[0].cell_length)), numbers, said
            )
            return Content("\n").join([first, *(Content.assemble("  ", row) for row in rows[1:])])
        rows = label.wrap(max(8, width - 2))
        head = [Content.assemble(caret if not i else "  ", row) for i, row in enumerate(rows)]
        return Content("\n").join([*head, numbers])

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One row, or more in a narrow window."""
        label = literal(self._label)
        if width >= LABEL + 2 + 34 + len(" not said"):
            return len(label.wrap(LABEL))
        return len(label.wrap(max(8, width - 2))) + 1

    def watch_value(self, value: int | None) -> None:
        """Say that it changed."""
        self.post_message(self.Changed(self, value))

    def on_focus(self) -> None:
        """A digit begins a new number."""
        self._typed = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No key leads past what has not been read."""
        return at_hand(self) if action in ("digit", "by", "clear") else True

    def on_mount(self) -> None:
        """So it depends on where the page stands, which keys do something."""
        page = page_of(self)
        if page is not None:
            self.watch(page, "scroll_y", self.screen.refresh_bindings, init=False)

    def action_digit(self, digit: int) -> None:
        """Set it; 1 and then 0 make 10. It is seen when it is set."""
        bring_into_view(self)
        self.value = TOP if self._typed and self.value == 1 and digit == 0 else digit
        self._typed = True

    def action_by(self, by: int) -> None:
        """One more, or one less."""
        bring_into_view(self)
        self._typed = False
        self.value = (0 if by > 0 else TOP) if self.value is None else self.value + by
        self.value = min(TOP, max(0, self.value))

    def action_clear(self) -> None:
        """Leave it unsaid."""
        bring_into_view(self)
        self._typed = False
        self.value = None
