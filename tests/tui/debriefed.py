"""An attempt played through the session, without a key pressed, up to its debrief."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from helpers import on_screen, settled
from textual.pilot import Pilot

from ppsim.catalogue.reading import read_case
from ppsim.engine.events import Choose, Event, Go, Leave, Noticed, Reasoned, Stop
from ppsim.engine.play import Play
from ppsim.engine.prompts import CheckIn, Decision, Ended, HubPrompt, Passage, WhyPrompt
from ppsim.store.material import material
from ppsim.store.records import Mode
from ppsim.tui.app import PpsimApp
from ppsim.tui.screens.debrief import DebriefScreen
from ppsim.tui.session import Session

TOMASZ = Path(__file__).parent.parent / "cases" / "good" / "tomasz.yaml"
ECHOED = ("message", "run-on", "yes-brief", "tally")
BROKEN = ("sit", "run-on", "decline", "half-past")


def next_event(play: Play, picks: list[str], stop_at: str | None) -> Event:
    prompt = play.prompt
    scene = prompt.scene.id
    if scene == stop_at:
        return Stop()
    match prompt:
        case CheckIn():
            return Noticed(scene, dict.fromkeys(prompt.feelings[:2], 6), prompt.pulls[:1])
        case WhyPrompt():
            return Reasoned(scene, prompt.choice.id, prompt.reasons[0].id, 6)
        case Decision() | HubPrompt() if picks:
            wanted = picks[0]
            if any(offer.id == wanted for offer in prompt.offers):
                return Choose(scene, picks.pop(0))
            return Leave(scene)
        case Passage():
            return Go(scene)
    raise AssertionError(f"nothing to answer {prompt} with")


async def played(
    app: PpsimApp,
    picks: Sequence[str] = ECHOED,
    *,
    case: Path = TOMASZ,
    mode: Mode = "practice",
    stop_at: str | None = None,
    replies: Mapping[str, str] | None = None,
) -> Session:
    """A session played to its end; ``replies`` are composed before the decision of that scene."""
    playable = read_case(case).playable
    assert playable is not None
    session = await Session.begin(app.desk, material(*playable), profile="me", seed=3, mode=mode)
    todo = list(picks)
    while not isinstance(session.play.prompt, Ended):
        event = next_event(session.play, todo, stop_at)
        if isinstance(event, Choose) and replies and event.scene in replies:
            await session.keep_private("reply", replies[event.scene])
        await session.apply(event)
    return session


async def debriefed(pilot: Pilot[object], app: PpsimApp, session: Session) -> DebriefScreen:
    """The debrief of a session, made and shown."""
    await settled(pilot)
    app.debrief(session)
    screen = await on_screen(pilot, DebriefScreen)
    assert screen.reading is not None
    return screen
