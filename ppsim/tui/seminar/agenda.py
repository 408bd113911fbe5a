"""The order of the hour: which decisions, and in what order. No figure stands here."""

from __future__ import annotations

from collections.abc import Iterator

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import OptionList

from ppsim.cohort.seminar import Agenda, Seminar
from ppsim.cohort.seminar_subject import Subject
from ppsim.cohort.seminar_time import first_share, in_minutes
from ppsim.tui.literal import parts
from ppsim.tui.screens.base import PpsimScreen
from ppsim.tui.widgets.listing import Item, Listing


class AgendaRows(Listing):
    """Decisions as a list; those planned come first."""

    NAME = "Agenda"

    BINDINGS = [
        Binding("u", "screen.move(-1)", "Earlier", id="agenda.earlier"),
        Binding("d", "screen.move(1)", "Later", id="agenda.later"),
        Binding("x", "screen.put", "Out or in", id="agenda.put"),
        Binding("enter", "screen.talk", "Talk now", id="agenda.talk"),
    ]


class AgendaScreen(PpsimScreen[tuple[Agenda, str | None]]):
    """Gives the agenda as it was left, and the decision to go to at once, if any."""

    NAME = "Agenda"
    GUIDE = (
        "What divided the group most, and cost most, stands first; you know the group better. u "
        "and d move a decision, x leaves it out or puts it in, Enter goes to it at once. No votes "
        "stand here, since a room may be looking."
    )
    BINDINGS = [Binding("escape,o,q", "close", "Back", key_display="Esc", id="agenda.back")]

    listing = getters.query_one(AgendaRows)

    def __init__(self, subject: Subject, seminar: Seminar) -> None:
        super().__init__()
        self.subject = subject
        self.seminar = seminar
        self.agenda: Agenda = seminar.agenda

    def body(self) -> ComposeResult:
        """The list."""
        yield AgendaRows()

    def on_mount(self) -> None:
        """Show it, with the caret at the decision at hand."""
        at = self.seminar.at
        every = self.agenda.every
        self._show(every.index(at) if at in every else 0)
        self.listing.focus()

    @property
    def scene(self) -> str | None:
        """The decision that stands out."""
        at = self.listing.highlighted
        return self.agenda.every[at] if at is not None else None

    def _show(self, at: int | None) -> None:
        planned = self.agenda.planned
        each = in_minutes(first_share(self.seminar.minutes, len(planned)))
        many = f"{len(planned)} planned, {each} each" if planned else "nothing planned"
        self.top.say("Agenda", many)
        self.listing.show(self._items(), at)
        self.refresh_bindings()

    def _items(self) -> Iterator[Item]:
        planned = self.agenda.planned
        for number, scene in enumerate(self.agenda.every, start=1):
            board = self.subject.boards[scene]
            mark = f"{number:>2} " if number <= len(planned) else " - "
            done = "  talked about" if scene in self.seminar.visited else ""
            out = "  left out" if number > len(planned) else ""
            title = parts((mark, "bold"), (board.title, "bold"), f"  {board.place}{done}{out}")
            below = (parts(board.ask),) if board.ask else ()
            yield Item(title, below, gap=number == len(planned))

    def action_move(self, by: int) -> None:
        """Earlier or later."""
        scene = self.scene
        if scene is not None:
            self.agenda = self.agenda.move(scene, by)
            self._show(self.agenda.every.index(scene))

    def action_put(self) -> None:
        """Leave it out, or put it in."""
        scene, at = self.scene, self.listing.highlighted
        if scene is not None:
            out = scene in self.agenda.planned
            self.agenda = self.agenda.drop(scene) if out else self.agenda.add(scene)
            self._show(at)

    def action_talk(self) -> None:
        """Go to it at once."""
        scene = self.scene
        if scene is not None:
            self.dismiss((self.agenda.add(scene), scene))

    @on(OptionList.OptionSelected)
    def _clicked(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        self.action_talk()

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        self.refresh_bindings()

    def action_close(self) -> None:
        """Back, with the agenda as it is."""
        self.dismiss((self.agenda, None))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is planned can be moved."""
        if action == "move":
            return self.scene in self.agenda.planned
        return True
