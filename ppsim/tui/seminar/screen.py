"""The wall: what the seminar says, one decision at a time; it hands on what is pressed."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

from textual import getters
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message

from ppsim.cohort.seminar import Agenda, Seminar
from ppsim.cohort.seminar_hands import Counting
from ppsim.cohort.seminar_keep import to_json
from ppsim.cohort.seminar_script import TIGHT, script
from ppsim.cohort.seminar_time import Watch, pace
from ppsim.tui.saving import complaint
from ppsim.tui.screens.base import PpsimScreen
from ppsim.tui.screens.reading import Leaf
from ppsim.tui.seminar.heading import heading
from ppsim.tui.seminar.keeping import Keeper
from ppsim.tui.seminar.keys import KEYS, option_of, works
from ppsim.tui.seminar.slide_view import ScriptView, SlideView
from ppsim.tui.seminar.slides import Slide
from ppsim.tui.seminar.start import SeminarOpening

KEPT_EVERY = 20.0
"""Seconds after which the time that has gone is kept, where nothing else was."""


class SeminarScreen(PpsimScreen[None]):
    """One decision after the other, before a room."""

    NAME = "Seminar"
    GUIDE = (
        "The space bar reads on, and then goes on: the scene, the options in silence, a show of "
        "hands, talk, hands again, what the group chose before, the author's reasons, where "
        "people divide. While hands are counted, press the letter of an option and then how many; "
        "plus and minus correct it. s shows your script on this screen and hides it; the same "
        "command with --beside, in another terminal, keeps it off the wall. o "
        "changes the order of the decisions. Everything is kept as you go: after a crash, or "
        "after q, the same command with --resume goes on here."
    )
    BINDINGS = [*KEYS]

    slide = getters.query_one("#slide", Leaf)
    slide_view = getters.query_one(SlideView)
    script_leaf = getters.query_one("#script", Leaf)
    script_view = getters.query_one(ScriptView)

    @dataclass
    class NotKept(Message):
        """The seminar could not be kept."""

        error: OSError

    def __init__(self, opening: SeminarOpening) -> None:
        super().__init__()
        self.opening = opening
        self.seminar: Seminar = opening.seminar
        self.watch_time = Watch(opening.seminar.elapsed)
        self.counting: Counting | None = None
        self._keeper = Keeper(opening.path, lambda error: self.post_message(self.NotKept(error)))
        self._kept_at = 0.0

    # ---- what is shown

    def body(self) -> ComposeResult:
        """The slide; the script, which is hidden until it is asked for."""
        with Horizontal(id="wall"):
            with Leaf(id="slide"):
                yield SlideView(self._slide())
            with Leaf(id="script"):
                yield ScriptView(script(self.seminar.place, self.seminar.step))

    def on_mount(self) -> None:
        """Show where it stands; the time runs on if it ran before."""
        if self.seminar.place != "opening":
            self.watch_time = self.watch_time.start(self.opening.clock())
        self._recount()
        self._show()
        self._keep()
        self.set_interval(1.0, self.tick)

    def on_unmount(self) -> None:
        """Keep where it stands."""
        self._keep()
        self._keeper.close()

    def on_seminar_screen_not_kept(self, message: NotKept) -> None:
        """Say so; the seminar goes on."""
        why = complaint(message.error, self.opening.path)
        self.say(f"How the seminar stands could not be kept. {why}")

    @property
    def now(self) -> float:
        """Seconds of the seminar that have gone."""
        return self.watch_time.now(self.opening.clock())

    def tick(self) -> None:
        """Show the time; keep it now and then."""
        self._head()
        if self.now - self._kept_at >= KEPT_EVERY:
            self._keep()

    def _slide(self) -> Slide:
        return Slide(self.opening.subject, self.seminar, self.counting)

    def _show(self) -> None:
        """Show the seminar as it is."""
        self.slide_view.show(self._slide())
        self._show_script()
        self._head()
        self.call_after_refresh(self.refresh_bindings)

    def _show_script(self) -> None:
        seminar = self.seminar
        more = () if not self._tight else (TIGHT,)
        self.script_view.show(script(seminar.place, seminar.step), *more)

    @property
    def _tight(self) -> bool:
        seminar = self.seminar
        if seminar.at is None:
            return False
        return pace(seminar.minutes, seminar.begun, self.now, len(seminar.ahead)).tight

    def _head(self) -> None:
        runs = self.watch_time.since is not None
        self.top.say(*heading(self.opening.subject, self.seminar, self.now, runs=runs))

    def _keep(self) -> None:
        self._kept_at = self.now
        self._keeper.keep(json.dumps(to_json(self.seminar, self.now), indent=1) + "\n")

    # ---- what is pressed

    def take(self, seminar: Seminar) -> None:
        """Go on with another state of it; keep it, and begin at the top of its slide."""
        moved = (seminar.at, seminar.step, seminar.place) != (
            self.seminar.at,
            self.seminar.step,
            self.seminar.place,
        )
        self.seminar = seminar
        self.say("")
        if moved:
            self._recount()
            for leaf in (self.slide, self.script_leaf):
                leaf.scroll_to(y=0, animate=False, immediate=True)
        self._show()
        self._keep()

    def _recount(self) -> None:
        hands = self.seminar.hands
        self.counting = Counting(hands) if hands is not None else None

    def action_go_on(self) -> None:
        """Read on where there is more of the slide, else the next step."""
        leaf = self._leaf
        if leaf.at_end:
            self.action_step()
        else:
            self.action_page(1)

    def action_step(self) -> None:
        """The next step."""
        if self.seminar.place == "opening":
            self.watch_time = self.watch_time.start(self.opening.clock())
        self.take(self.seminar.on(self.now))

    def action_go_back(self) -> None:
        """The step before."""
        self.take(self.seminar.back(self.now))

    def action_next(self) -> None:
        """The next decision."""
        if self.seminar.place == "opening":
            self.watch_time = self.watch_time.start(self.opening.clock())
        self.take(self.seminar.next(self.now))

    def _counted(self, counting: Counting | None) -> None:
        if counting is not None:
            self.counting = counting
            self.take(self.seminar.count(counting.hands))

    def action_option(self, option: int) -> None:
        """The option whose hands are counted, by its place in the alphabet."""
        at = option_of(option, self.opening.subject, self.seminar)
        if at is not None:
            self._counted(self.counting and self.counting.choose(at))

    def action_digit(self, digit: int) -> None:
        """A digit of how many."""
        self._counted(self.counting and self.counting.digit(digit))

    def action_hand(self, by: int) -> None:
        """One more, or one fewer."""
        self._counted(self.counting and self.counting.add(by))

    def action_erase(self) -> None:
        """Take back a digit."""
        self._counted(self.counting and self.counting.erase())

    def action_down(self, by: int) -> None:
        """The next option while hands are counted, else a line."""
        if self.counting is not None:
            self._counted(self.counting.move(by))
        else:
            leaf = self._leaf
            leaf.scroll_to(y=leaf.scroll_y + by, animate=False, immediate=True)

    def action_page(self, by: int) -> None:
        """A page, down or up; its first line is the last of the page before."""
        leaf = self._leaf
        rows = max(1, leaf.container_size.height - 1)
        leaf.scroll_to(y=leaf.scroll_y + by * rows, animate=False, immediate=True)

    @property
    def _leaf(self) -> Leaf:
        """What is read: the script where it stands in the slide's place."""
        return self.slide if self.slide.display else self.script_leaf

    def action_script(self) -> None:
        """Show the script, or hide it."""
        self.toggle_class("-script")
        self._show_script()
        self.call_after_refresh(self.refresh_bindings)

    def action_pause(self) -> None:
        """Stop the time, or let it go on."""
        clock = self.opening.clock()
        runs = self.watch_time.since is not None
        self.watch_time = self.watch_time.stop(clock) if runs else self.watch_time.start(clock)
        self._head()

    def action_agenda(self) -> None:
        """Change the agenda."""
        from ppsim.tui.seminar.agenda import AgendaScreen

        self.app.push_screen(AgendaScreen(self.opening.subject, self.seminar), self._planned)

    def _planned(self, chosen: tuple[Agenda, str | None] | None) -> None:
        if chosen is None:
            return
        agenda, scene = chosen
        seminar = replace(self.seminar, agenda=agenda)
        if scene is not None:
            self.watch_time = self.watch_time.start(self.opening.clock())
            seminar = seminar.open(scene, self.now)
        self.take(seminar)

    def action_write_up(self) -> None:
        """The seminar on one page."""
        from ppsim.report.seminar_page import write_up
        from ppsim.tui.seminar.write_up import WriteUpScreen

        page = write_up(self.opening.subject, self.seminar, self.opening.today())
        self.app.push_screen(WriteUpScreen(page, self.seminar.case_id), self._written)

    def _written(self, saved: bool | None) -> None:
        if saved:
            self.take(replace(self.seminar, closed=True))
            self.say("The page is saved. q ends the seminar.")

    def action_leave(self) -> None:
        """Quit; it is kept."""
        self.app.exit()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done now."""
        return works(
            action,
            parameters,
            self.opening.subject,
            self.seminar,
            self.counting,
            self._leaf.at_end,
        )
