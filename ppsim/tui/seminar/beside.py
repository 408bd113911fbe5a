"""The facilitator's own screen: the script of where the wall stands, in another terminal."""

from __future__ import annotations

import json

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen

from ppsim.cohort.seminar import Seminar
from ppsim.cohort.seminar_keep import from_json
from ppsim.cohort.seminar_script import TIGHT, script
from ppsim.cohort.seminar_subject import Subject
from ppsim.cohort.seminar_time import in_minutes, pace
from ppsim.cohort.seminar_words import why_first
from ppsim.report.cohort_words import TERMS
from ppsim.tui.app import PpsimApp
from ppsim.tui.literal import parts
from ppsim.tui.screens.reading import Leaf, ReadingScreen
from ppsim.tui.seminar.figures import flow
from ppsim.tui.seminar.slide_view import ScriptView
from ppsim.tui.seminar.slides import HEADS
from ppsim.tui.seminar.start import SeminarOpening
from ppsim.tui.start import Opening
from ppsim.tui.widgets.laid import Laid

EVERY = 0.5
"""Seconds between two looks at what the wall keeps."""
WAITING = "Waiting for the seminar. Begin it in the other terminal, without --beside."


class OrderView(Laid):
    """The order of the hour, with why each decision stands where it does."""

    def __init__(self, subject: Subject, seminar: Seminar) -> None:
        super().__init__()
        self.subject = subject
        self.seminar = seminar

    def show(self, seminar: Seminar) -> None:
        """Draw it as it is now."""
        self.seminar = seminar
        self.forget()

    def rows(self, width: int) -> list[Content]:
        """A row or two for each decision that is planned."""
        rows = [parts(("The order, and why:", "bold")), Content("")]
        for n, scene in enumerate(self.seminar.agenda.planned, start=1):
            board = self.subject.boards[scene]
            here = "now" if scene == self.seminar.at else ""
            done = "done" if scene in self.seminar.visited and not here else ""
            said = ", ".join(filter(None, (here, done, why_first(self.subject.shown, scene))))
            look = "bold" if here else ""
            rows += flow(f"{n} {board.title}{': ' if said else ''}{said}", width, look)
        return [*rows, Content(""), *flow(TERMS, width)]


class BesideScreen(ReadingScreen[None]):
    """For the facilitator alone."""

    NAME = "Your script"
    GUIDE = (
        "This follows the seminar that runs in the other terminal: what you could do and say at "
        "the step it stands at, and why the decisions stand in this order. It changes nothing "
        "there. Keep it off the wall."
    )
    BINDINGS = [Binding("q", "app.quit", "Quit", id="beside.quit")]

    script_view = getters.query_one(ScriptView)
    order_view = getters.query_one(OrderView)

    def __init__(self, opening: SeminarOpening) -> None:
        super().__init__()
        self.opening = opening
        self.seminar: Seminar | None = None
        self._read = ""

    def body(self) -> ComposeResult:
        """The script, then the order."""
        fresh = self.opening.seminar
        with Leaf(classes="page"):
            yield ScriptView(script(fresh.place, fresh.step))
            yield OrderView(self.opening.subject, fresh)

    def on_mount(self) -> None:
        """Begin to follow."""
        self.top.say("For you alone", self.opening.subject.title)
        self.say(WAITING)
        self.set_interval(EVERY, self.look)
        self.look()

    @work(thread=True, exclusive=True, group="look")
    def look(self) -> None:
        """Read what the wall keeps, if it has changed."""
        try:
            text = self.opening.path.read_text("utf-8")
        except (OSError, ValueError):
            return
        if text == self._read:
            return
        try:
            seminar = from_json(json.loads(text), self.opening.seminar)
        except ValueError:  # half written, or of another text
            return
        self._read = text
        self.app.call_from_thread(self.follow, seminar)

    def follow(self, seminar: Seminar) -> None:
        """Show the script of where the wall stands."""
        before, self.seminar = self.seminar, seminar
        left = in_minutes(60 * seminar.minutes - seminar.elapsed)
        title = self.opening.subject.title
        where: str = seminar.place
        if seminar.at is not None:
            title = self.opening.subject.boards[seminar.at].title
            where = HEADS[seminar.step]
        self.top.say("For you alone", f"{title}   {where}   about {left} in all")
        self.say("")
        time = pace(seminar.minutes, seminar.begun, seminar.elapsed, len(seminar.ahead))
        more = (TIGHT,) if seminar.at is not None and time.tight else ()
        self.script_view.show(script(seminar.place, seminar.step), *more)
        self.order_view.show(seminar)
        stood = (before.place, before.at, before.step) if before is not None else None
        if stood != (seminar.place, seminar.at, seminar.step):
            self.leaf.scroll_to(y=0, animate=False, immediate=True)
        self.call_after_refresh(self.refresh_bindings)


class BesideApp(PpsimApp):
    """The facilitator's own screen as an app."""

    CSS_PATH = ["../app.tcss", "seminar.tcss"]

    def __init__(self, opening: SeminarOpening) -> None:
        self._beside = BesideScreen(opening)
        super().__init__(Opening(opening.home, opening.journal, mouse=opening.mouse))

    def get_default_screen(self) -> Screen[None]:
        """The script, in place of the library."""
        return self._beside
