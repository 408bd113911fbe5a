"""Before the start: who you are, who they are, what it touches on, and a way out."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from ppsim.format.case import CastMember, Seat
from ppsim.store.material import Material
from ppsim.store.records import Attempt, Mode
from ppsim.tui.literal import literal, parts
from ppsim.tui.screens.reading import Leaf, ReadingScreen
from ppsim.tui.shelf import Book
from ppsim.words.briefing import SEATS, SETTINGS, introduced
from ppsim.words.counts import counted

MODES: dict[Mode, str] = {
    "practice": "Practice: you can take a moment again. Your first pass is the one that counts; "
    "what follows is rehearsal.",
    "straight-through": "Straight through: you can look back, and nothing is taken back.",
}


def named(member: CastMember, seat: Seat, before: str = "") -> Content:
    """Somebody introduced as seen from ``seat``, the name standing out."""
    said = introduced(member, seat)
    return parts(before, (said[: len(member.name)], "bold"), f"{said[len(member.name) :]}.")


class BriefingScreen(ReadingScreen[None]):
    """What one knows before one begins."""

    NAME = "Briefing"
    GUIDE = (
        "Nothing has begun yet. Read who you are and who you meet; if what the case touches on is "
        "near you now, take another. Enter begins. The mode says whether moments can be taken "
        "again: m changes it."
    )
    BINDINGS = [
        Binding("enter", "begin", "Begin", id="briefing.begin"),
        Binding("c", "go_on", "Go on with it", id="briefing.continue"),
        Binding("m", "mode", "Mode", id="briefing.mode"),
        Binding("o", "other", "Another case", id="briefing.other"),
        Binding("escape,q", "leave", "Back", key_display="Esc", id="briefing.back"),
    ]

    mode: reactive[Mode] = reactive("practice", init=False)

    def __init__(
        self,
        material: Material,
        unfinished: Attempt | None,
        other: Book | None,
        mode: Mode = "practice",
    ) -> None:
        super().__init__()
        self.material = material
        self.unfinished = unfinished
        self.other = other
        self.set_reactive(BriefingScreen.mode, mode)

    def body(self) -> ComposeResult:
        """The briefing as paragraphs."""
        case = self.material.case
        with Leaf(classes="page column"):
            yield Static(literal(f"About {counted(case.minutes, 'minute')}. {SEATS[case.seat]}"))
            you = [m for m in case.cast.values() if m.you]
            others = [m for m in case.cast.values() if not m.you]
            for member in you:
                yield Static(named(member, case.seat, "You are "), classes="gap")
            for member in others:
                yield Static(named(member, case.seat))
            if case.setting in SETTINGS:
                yield Static(literal(SETTINGS[case.setting]), classes="gap")
            if case.content_notes:
                yield Static(literal(self._touches()), classes="gap", id="touches")
            if self.unfinished is not None:
                begun = self.unfinished.started_at[:10]
                yield Static(
                    literal(
                        f"You began this on {begun} and have not finished it: c goes on with it. "
                        "Enter begins anew; the other is kept."
                    ),
                    classes="gap",
                    id="unfinished",
                )
            yield Static(id="mode", classes="gap")
            yield Static(literal("You can stop at any time, and what you did is kept."))

    def on_mount(self) -> None:
        """Say which case and which mode."""
        self.top.say(self.material.case.title, "before you begin")
        self.watch_mode()

    def _touches(self) -> str:
        notes = "; ".join(self.material.case.content_notes)
        words = f"This case touches on: {notes}. If this is near you now, another case will do"
        if self.other is None:
            return f"{words}."
        return f"{words}: {self.other.title}, for one (o opens it)."

    def watch_mode(self) -> None:
        """Say what the mode means."""
        name, rest = MODES[self.mode].split(":", 1)
        self.query_one("#mode", Static).update(
            parts((f"{name}:", "bold"), rest, " (m changes it.)")
        )

    def action_begin(self) -> None:
        """Begin an attempt."""
        self.host.begin(self.material, self.mode)

    def action_mode(self) -> None:
        """The other mode."""
        self.mode = "straight-through" if self.mode == "practice" else "practice"

    def action_go_on(self) -> None:
        """Go on with the attempt that was begun."""
        if self.unfinished is not None:
            self.host.resume(self.unfinished.id)

    def action_other(self) -> None:
        """Another case in its place."""
        if self.other is not None:
            self.host.brief(self.other)

    def action_leave(self) -> None:
        """Back to the library; nothing was begun."""
        self.host.leave()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Go on only where something was begun; another only where there is one."""
        if action == "go_on":
            return self.unfinished is not None
        if action == "other":
            return self.other is not None
        return super().check_action(action, parameters)
