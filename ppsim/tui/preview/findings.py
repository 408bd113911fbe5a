"""The findings, in the order of the file, and the line that the one at hand is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.events import Resize
from textual.message import Message
from textual.widgets import OptionList, Static

from ppsim.format.diagnostics import Diagnostic, visible
from ppsim.tui.literal import lines, literal, parts
from ppsim.tui.preview.pane import Pane
from ppsim.tui.widgets.listing import Item, Listing


class FindingList(Listing):
    """Findings to go through."""

    BINDINGS = [Binding("enter", "select", "Open", id="preview.open-finding")]


class FindingsPane(Pane):
    """What ``ppsim check`` says of the file as it was last saved."""

    TITLE = "Findings"

    @dataclass
    class AtHand(Message):
        """Another finding is at hand."""

        finding: Diagnostic

    def __init__(self) -> None:
        super().__init__()
        self.findings: tuple[Diagnostic, ...] = ()

    def body(self) -> ComposeResult:
        """The list; the line at hand below it."""
        yield FindingList()
        yield Static(id="excerpt")

    @property
    def keys(self) -> FindingList:
        """The list."""
        return self.query_one(FindingList)

    @property
    def at(self) -> Diagnostic | None:
        """The finding at hand."""
        index = self.keys.highlighted
        return None if index is None or not self.findings else self.findings[index]

    def show(self, findings: Sequence[Diagnostic], own: str) -> None:
        """Show these, of the file called ``own`` and others; the one at hand stays so if it can."""
        before, at = self.at, self.keys.highlighted or 0
        self.findings = tuple(findings)
        again = [i for i, f in enumerate(self.findings) if before is not None and _like(f, before)]
        if self.findings:
            self.keys.show((_item(f, own) for f in self.findings), again[0] if again else at)
        else:
            self.keys.show([Item(literal("Nothing found."))], None)
            self.keys.highlighted = None
        self._excerpt()

    def on_option_list_option_highlighted(self, message: OptionList.OptionHighlighted) -> None:
        """Show the line of another finding; where she came to it herself, say so."""
        message.stop()
        self._excerpt()
        if self.at is not None and self.keys.has_focus:
            self.post_message(self.AtHand(self.at))

    def on_resize(self, _: Resize) -> None:
        """Fit the line anew."""
        self._excerpt()

    def _excerpt(self) -> None:
        below = self.query_one("#excerpt", Static)
        found = self.at
        rows = excerpt(found, below.content_size.width or 30) if found is not None else None
        below.display = rows is not None
        if rows is not None:
            below.update(lines(literal(rows[0]), parts((rows[1], "bold"))))


def counted(findings: Sequence[Diagnostic]) -> str:
    """How many there are of each kind, in words."""
    told = []
    for severity in ("error", "warning", "note"):
        count = sum(finding.severity == severity for finding in findings)
        if count:
            told.append(f"{count} {severity}{'s' if count > 1 else ''}")
    return ", ".join(told) or "nothing found"


def excerpt(finding: Diagnostic, width: int) -> tuple[str, str] | None:
    """The line that a finding is about and the carets under it, cut to ``width`` columns.

    ``None`` where it is about no line. Where the line is longer, what is marked stays in view.
    """
    span, line = finding.span, finding.excerpt
    if span is None or line is None:
        return None
    start = min(span.column - 1, len(line))
    end = len(line) if span.end_line > span.line else min(span.end_column - 1, len(line))
    gutter = f"{span.line} "
    room = max(8, width - len(gutter))
    before, marked = visible(line[:start]), visible(line[start : max(start, end)])
    lead = max(0, cell_len(before) + min(cell_len(marked), room // 2) - room)
    if not lead:  # the indentation tells nothing that the column does not
        lead = min(len(before) - len(before.lstrip()), cell_len(before))
    shown = Content(f"{before}{marked}{visible(line[max(start, end) :])}")
    at = len(gutter) + cell_len(before) - lead
    carets = "^" * max(1, min(cell_len(marked), width - at))
    return f"{gutter}{_cells(shown.plain, lead, room)}", f"{' ' * at}{carets}"


def _cells(text: str, skip: int, room: int) -> str:
    """The part of ``text`` from column ``skip`` on, at most ``room`` columns of it."""
    kept, column = "", 0
    for character in text:
        size = cell_len(character)
        if column >= skip:
            if column + size > skip + room:
                break
            kept += character
        column += size
    return kept


def _item(finding: Diagnostic, own: str) -> Item:
    where = f"  line {finding.span.line}" if finding.span is not None else ""
    if finding.file != own:
        where = f"  {PurePath(finding.file).name}{where}"
    look = "bold $text-error" if finding.severity == "error" else "bold"
    title = parts((f"{finding.severity} {finding.code}", look), where)
    below = [literal(finding.message)]
    if finding.hint:
        below.append(parts((finding.hint, "$text-muted")))
    return Item(title, tuple(below), gap=True)


def _like(one: Diagnostic, other: Diagnostic) -> bool:
    return (one.code, one.message) == (other.code, other.message)
