"""The room: a case is heard, answered, and heard on, until it ends."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from textual import on, work
from textual.app import ComposeResult

from ppsim.engine.events import Event, Retake
from ppsim.engine.play import Play
from ppsim.engine.prompts import Arrived, Decision, Entry
from ppsim.format.collector import no_collection, set_aside
from ppsim.store.failures import JournalError
from ppsim.store.records import Private
from ppsim.tui._textual_private import lay_out, paint_now
from ppsim.tui.messages import Acknowledged, Answered, Composed, Finished
from ppsim.tui.screens.asides import Asides
from ppsim.tui.session import Session
from ppsim.tui.widgets.asking import ask_for
from ppsim.tui.widgets.asks import Ask, Question, QuestionAsk, notes
from ppsim.tui.widgets.compose_ask import ComposeAsk
from ppsim.words.told import PHASES, label


class PlayScreen(Asides):
    """An attempt being played."""

    GUIDE = (
        "Read, and choose. The space bar reads on where there is more than fits. A number chooses, "
        "or the arrows and Enter; nothing is chosen beforehand, and a key chooses only once you "
        "have seen all there is to choose from. Everything you answer is kept as you go: you can "
        "pause at any moment, or stop here, without a reason. Your own words stand beside a heavy "
        "line, the inner voice beside a dotted one, supervision beside a double one."
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._waiting: deque[Entry] = deque()
        self._acknowledged = False
        self._notes: list[Private] = []
        """Notes of earlier, not yet shown."""
        self._replies: dict[int, str] = {}
        """What was composed before options appeared, by how many events had happened."""

    def body(self) -> ComposeResult:
        """The transcript, which holds all."""
        yield self.transcript

    async def on_mount(self) -> None:
        """Show everything up to where the attempt stands."""
        set_aside()  # what is loaded by now stays: looking through it would hold up the answers
        self._replies = {reply.event: reply.words for reply in await self.session.annex("reply")}
        await self._begin_anew(self.session.play)

    @property
    def announces(self) -> bool:
        """Whether what comes next is only announced, until the trainee goes on to it."""
        asked = self.transcript.asked
        return (
            isinstance(asked, QuestionAsk) and asked.question is not None
        ) and asked.question.announces

    # ---- showing

    async def _begin_anew(self, play: Play) -> None:
        before = len(play.transcript) - len(play.prompt.lines)
        self._waiting.clear()
        await self.transcript.clear()
        self.transcript.tell(play.transcript[:before])
        self.transcript.mark_top()
        self._notes = list(await self.session.annex("note"))
        await self._go_on(play.transcript[before:])

    async def _go_on(self, entries: Sequence[Entry]) -> None:
        """Tell ``entries``, as far as the first scene that is to be announced; then ask."""
        self._waiting.extend(entries)
        ready: list[Entry] = []
        announced: Arrived | None = None
        while self._waiting and announced is None:
            entry = self._waiting[0]
            if isinstance(entry, Arrived) and entry.content_notes and not self._acknowledged:
                announced = entry
            else:
                self._acknowledged = False
                ready.append(self._waiting.popleft())
        asked = notes(announced) if announced else self._ask()
        with self.app.batch_update():  # painted once, when all of it stands where it is to be
            self.transcript.tell(ready)
            await self.transcript.ask(asked)
            self._pin_notes()
            self._say_where()
            at_once = self.transcript.settle_at_once()
            if not at_once and self.transcript.size:
                self._settle()
            self.refresh_bindings()
        if at_once:
            paint_now(self)
        self.call_after_refresh(self._ready)

    def _pin_notes(self) -> None:
        """Show the notes kept before at the moments that have been told by now."""
        told, waiting = len(self.transcript.told), self._notes
        self._notes = []
        for note in waiting:
            entry = self.session.entry_at(note.event, len(self.session.play.transcript))
            if entry is not None and entry < told:
                self.transcript.pin(entry, note.words)
            else:
                self._notes.append(note)

    def _ask(self) -> Question | Ask:
        play = self.session.play
        prompt = play.prompt
        written = self._replies.get(len(play.events))
        if isinstance(prompt, Decision) and written is None and self.host.settings.compose_first:
            return ComposeAsk(prompt)
        rubric = self.session.material.rubric
        return ask_for(prompt, rubric, rehearsal=play.rehearsing, written=written or "")

    def _settle(self) -> None:
        """Scroll to where reading goes on; a scroll bar that comes or goes moves it once more."""
        for _ in range(3):
            lay_out(self)
            before = self.transcript.max_scroll_y, self.transcript.scroll_y
            self.transcript.settle()
            if before == (self.transcript.max_scroll_y, self.transcript.scroll_y):
                return

    def _ready(self) -> None:
        """Take keys, now that what they answer is to be seen."""
        if not self.transcript.settled:  # the screen had no size yet
            self._settle()
        if self.transcript.asked is not None:
            self.transcript.asked.begin(self.transcript.read)
        self.busy = False
        self.refresh_bindings()

    def _say_where(self) -> None:
        play = self.session.play
        shown = len(play.transcript) - len(self._waiting)
        here = next(e for e in reversed(play.transcript[: max(1, shown)]) if isinstance(e, Arrived))
        phase = PHASES[here.phase] if here.phase else ""
        where = ": ".join(dict.fromkeys(part for part in (phase, label(here)) if part))
        where = where or ("the end" if play.ended else "")
        rehearsal = "Rehearsal. " if play.rehearsing else ""
        self.top.say(play.story.case.title, f"{rehearsal}{where}")

    # ---- answering

    @on(Answered)
    def _answered(self, message: Answered) -> None:
        message.stop()
        if not self.busy and not self.transcript.read_on():
            self.say("")
            self.keep(message.event)

    def keep(self, event: Event) -> None:
        """Keep an event, and show what comes of it; only one at a time."""
        self.busy = True
        self._keep(event)

    @work(group="keep")
    async def _keep(self, event: Event) -> None:
        shown = len(self.session.play.transcript)
        with no_collection():  # garbage is looked for when the answer is shown, not before
            try:
                play = await self.session.apply(event)
            except JournalError as error:
                self.busy = False
                self.host.not_kept(self.session, error, lambda: self.keep(event))
                return
            if isinstance(event, Retake):
                await self._begin_anew(play)
            else:
                self.transcript.mark_top()
                await self._go_on(play.transcript[shown:])

    @on(Composed)
    @work(group="keep")
    async def _composed(self, message: Composed) -> None:
        message.stop()
        if self.busy:
            return
        self.busy = True
        self._replies[len(self.session.play.events)] = message.words
        if message.words:
            try:
                await self.session.keep_private("reply", message.words)
            except JournalError as error:
                self.host.tell(f"What you wrote could not be kept: {error}")
        self.transcript.mark_top()
        await self._go_on(())

    @on(Acknowledged)
    async def _announced(self, message: Acknowledged) -> None:
        message.stop()
        if not self.busy:
            self.busy = True
            self._acknowledged = True
            self.transcript.mark_top()
            await self._go_on(())

    @on(Finished)
    def _finished(self, message: Finished) -> None:
        message.stop()
        self.host.debrief(self.session)
