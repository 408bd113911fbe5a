"""The scene in play, as a trainee would see it; what is behind its options, one key away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static

from ppsim.authoring.loop import goes_on
from ppsim.authoring.margin import in_words, margins
from ppsim.authoring.replaying import written
from ppsim.engine.events import Choose, Event, Noticed, Reasoned
from ppsim.engine.play import Play
from ppsim.engine.prompts import Arrived, CheckIn, Chosen, Decision, Ended, Entry, HubPrompt
from ppsim.engine.prompts import WhyPrompt as Why
from ppsim.tui.literal import lines, literal, parts
from ppsim.tui.preview.pane import Pane
from ppsim.tui.widgets.listing import Item, Listing
from ppsim.words.told import INNER_VOICE, did, label, options
from scoring.rubric import Rubric

NUMBERED = 9
READING = "The file is being read."
NO_PLAY = "This text cannot be played yet: the findings say what is wrong with it."


@dataclass(frozen=True, slots=True)
class Way:
    """A way on from what is asked."""

    words: str
    event: Event | None
    """``None`` where it cannot be taken: it is shown to the author alone."""
    behind: tuple[tuple[str, str], ...] = ()
    """What stands behind it: labels and texts."""


class Heard(VerticalScroll):
    """What is heard; which keys do something changes with how much of it is seen."""

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Another part is seen."""
        super().watch_scroll_y(old_value, new_value)
        self.screen.refresh_bindings()

    def on_resize(self) -> None:
        """More or less is seen."""
        self.call_after_refresh(self.screen.refresh_bindings)


class Ways(Listing):
    """The ways on."""

    BINDINGS = [
        Binding("enter", "select", "Choose", id="preview.choose"),
        Binding("pagedown", "screen.read(1)", "Read on", id="preview.page-on", show=False),
        Binding("pageup", "screen.read(-1)", "Read back", id="preview.page-back", show=False),
    ]


class ScenePane(Pane):
    """Where the play stands."""

    TITLE = "Scene"

    def __init__(self) -> None:
        super().__init__()
        self.ways: tuple[Way, ...] = ()
        self._stands: tuple[str, tuple[Event, ...]] | None = None

    def body(self) -> ComposeResult:
        """What is heard, the author's line on variables, and the ways on."""
        with Heard(can_focus=False):
            yield Static(id="words")
        yield Static(id="state")
        yield Ways()

    @property
    def keys(self) -> Ways:
        """The ways on."""
        return self.query_one(Ways)

    def show(
        self, play: Play | None, rubric: Rubric | None, *, behind: bool, reading: bool = False
    ) -> None:
        """Show where a play stands.

        Args:
            play: the play; ``None`` where no text has loaded yet.
            rubric: by which options are weighed.
            behind: whether to show what stands behind the options too.
            reading: whether the file is only just being read.
        """
        heard = self.query_one(Heard)
        state = self.query_one("#state", Static)
        if play is None:
            self.ways = ()
            self.query_one("#words", Static).update(literal(READING if reading else NO_PLAY))
            self.keys.show([], None)
            state.display = False
            return
        self.ways = tuple(ways_on(play, rubric, behind=behind))
        self.query_one("#words", Static).update(heard_in(play))
        state.display = behind and bool(play.story.case.variables)
        if behind:
            state.update(parts((values_of(play), "$text-muted")))
        stands = (play.prompt.scene.id, play.events)
        at = (self.keys.highlighted or 0) if stands == self._stands else 0
        self.keys.show([_item(number, way) for number, way in enumerate(self.ways)], at)
        if stands != self._stands:
            heard.scroll_home(animate=False)
        self._stands = stands

    def event(self, index: int | None) -> Event | None:
        """What a way does; ``None`` where there is none, or it cannot be taken."""
        if index is None or index >= len(self.ways):
            return None
        return self.ways[index].event

    def can_scroll(self, by: int) -> bool:
        """Whether there is more to read on, or back."""
        heard = self.query_one(Heard)
        return heard.scroll_y < heard.max_scroll_y if by > 0 else heard.scroll_y > 0

    def scroll(self, by: int) -> None:
        """Read on in what is heard, or back, by a page."""
        heard = self.query_one(Heard)
        rows = max(1, heard.container_size.height - 1)
        heard.scroll_to(y=heard.scroll_y + by * rows, animate=False)

    def on_option_list_option_highlighted(self, message: OptionList.OptionHighlighted) -> None:
        """Nobody else need know."""
        message.stop()


def ways_on(play: Play, rubric: Rubric | None, *, behind: bool) -> Sequence[Way]:
    """The ways on from what is asked now, in the order in which they are shown.

    With ``behind``, what stands behind each, and the options that are not on offer as well.
    """
    prompt = play.prompt
    scene = prompt.scene.id
    match prompt:
        case Ended():
            return ()
        case CheckIn():
            return (Way("Go on (a preview keeps no answer).", Noticed(scene)),)
        case Why():
            picked = tuple(
                Way(r.text, Reasoned(scene, prompt.choice.id, r.id), _sound(r.sound, behind))
                for r in prompt.reasons
            )
            return (*picked, Way("Rather not say.", Reasoned(scene, prompt.choice.id, None)))
        case Decision() | HubPrompt():
            return _choices(play, prompt, rubric, behind)
        case _:
            return (Way("Go on.", goes_on(play)),)


def _sound(choices: tuple[str, ...], behind: bool) -> tuple[tuple[str, str], ...]:
    return (("sound for", ", ".join(choices) or "no choice"),) if behind else ()


def _choices(
    play: Play, prompt: Decision | HubPrompt, rubric: Rubric | None, behind: bool
) -> Sequence[Way]:
    may_leave = isinstance(prompt, HubPrompt) and prompt.may_leave
    more = (prompt.leave,) if isinstance(prompt, HubPrompt) and may_leave else ()
    _, rows = options(prompt.offers, more)
    known = {m.choice.id: m for m in margins(play.story, rubric, play.state)} if behind else {}
    found = []
    for offer, words in zip(prompt.offers, rows, strict=False):
        shown = in_words(known[offer.id], rubric) if behind else ()
        title = (("option", offer.id), *shown) if behind else ()
        found.append(Way(words, Choose(prompt.scene.id, offer.id), title))
    if more:
        found.append(Way(rows[-1], goes_on(play)))
    for margin in known.values():
        if not margin.on_offer:
            shown = (("option", f"{margin.choice.id}, not on offer now"), *in_words(margin, rubric))
            found.append(Way(did(margin.choice), None, shown))
    return found


def values_of(play: Play) -> str:
    """The declared variables where the play stands."""
    values = play.story.values(play.state)
    return "  ".join(f"{name} {written(value)}" for name, value in values.items())


def heard_in(play: Play) -> Content:
    """What was heard since the last answer, and what is asked."""
    prompt = play.prompt
    rows: list[Content] = []
    own = _last_chosen(play)
    if own is not None:
        rows += [parts((did(own), "$own-words")), Content("")]
    for entry in prompt.lines:
        rows += [_entry(play, entry), Content("")]
    if isinstance(prompt, CheckIn):
        asked = ", ".join((*prompt.feelings, *prompt.pulls))
        rows += [literal(f"What do you notice? {asked}"), Content("")]
    elif isinstance(prompt, Why):
        rows += [parts((prompt.ask, "bold")), Content("")]
    elif isinstance(prompt, Ended):
        rows += [parts((_ended(prompt), "bold")), Content("")]
    elif isinstance(prompt, Decision | HubPrompt):
        above, _ = options(prompt.offers, (prompt.leave,) if isinstance(prompt, HubPrompt) else ())
        rows += [parts((text, "bold")) for text in (prompt.ask, above) if text]
    return lines(*rows)


def _last_chosen(play: Play) -> Chosen | None:
    """What was chosen just before what is shown now."""
    new = len(play.transcript) - len(play.prompt.lines)
    before = play.transcript[new - 1] if new else None
    return before if isinstance(before, Chosen) else None


def _entry(play: Play, entry: Entry) -> Content:
    if isinstance(entry, Arrived):
        notes = f"  ({'; '.join(entry.content_notes)})" if entry.content_notes else ""
        return parts((label(entry) or entry.scene, "bold $primary"), notes)
    if isinstance(entry, Chosen):
        return parts((did(entry), "$own-words"))
    if entry.is_inner:
        return parts((f"{INNER_VOICE}: {entry.words}", "italic $inner-voice"))
    if entry.name:
        return parts((f"{entry.name}: ", "bold"), entry.words)
    return literal(entry.words)


def _ended(prompt: Ended) -> str:
    if prompt.how == "dead_end":
        return "Nothing is on offer here: every option is guarded away, and there is no fallback."
    return f"The end: {prompt.kind}." if prompt.kind else "The end."


def _item(number: int, way: Way) -> Item:
    digit = str(number + 1) if number < NUMBERED and way.event is not None else " "
    title = parts((f"{digit} ", "bold"), way.words)
    below = [parts((f"{name}: ", "bold $text-muted"), text) for name, text in way.behind]
    return Item(title, tuple(below), gap=True)
