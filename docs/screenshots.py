"""Make the pictures of README and docs/trainee.md from the app: ``python docs/screenshots.py``.

The app is opened on the cases that ship, in a home of its own that is thrown away, with a fixed
order of options; no date, id or path of a machine is on any of the screens. The same text of the
same case gives the same bytes. The pictures load nothing: fonts are those of the reader.
"""

from __future__ import annotations

# ruff: noqa: E402  (the environment is set before textual is imported)
import asyncio
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

for _name in ("NO_COLOR", "PPSIM_CASES", "PPSIM_PROFILE", "TEXTUAL_THEME"):
    os.environ.pop(_name, None)
os.environ["TEXTUAL_ANIMATIONS"] = "none"  # read when textual is first imported
os.environ["COLORTERM"] = "truecolor"

from textual.pilot import Pilot

from ppsim.engine.events import Choose, Event, Go, Leave, Noticed, Reasoned
from ppsim.engine.prompts import (
    CheckIn,
    Decision,
    Ended,
    HubPrompt,
    Passage,
    Prompt,
    WhyPrompt,
)
from ppsim.tui.app import PpsimApp
from ppsim.tui.screens.briefing import BriefingScreen
from ppsim.tui.screens.debrief import DebriefScreen
from ppsim.tui.screens.decision import DecisionScreen
from ppsim.tui.screens.library import LibraryScreen
from ppsim.tui.screens.play import PlayScreen
from ppsim.tui.start import Opening

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "img"
CASE, SEED, SIZE = "mark", 3, (84, 28)
PICTURES = ("library", "briefing", "decision", "debrief", "opened")
PATIENCE = 60.0
S = TypeVar("S")
FONT = "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace"


def made(folder: Path, home: Path) -> dict[str, Path]:
    """Make every picture in ``folder``, using ``home`` as the user's own; their files by name."""
    os.environ["PPSIM_HOME"] = str(home)
    folder.mkdir(parents=True, exist_ok=True)
    pictures = asyncio.run(_pictures(home))
    files = {}
    for name, picture in pictures.items():
        files[name] = folder / f"{name}.svg"
        files[name].write_text(picture, encoding="utf-8", newline="\n")
    return files


async def _pictures(home: Path) -> dict[str, str]:
    pictures: dict[str, str] = {}
    app = PpsimApp(Opening(home, home / "journal" / "attempts.db", seed=SEED))

    def take(name: str) -> None:
        pictures[name] = by_itself(app.export_screenshot(title="ppsim"))

    with _closing(app):
        async with app.run_test(size=SIZE) as pilot:
            library = await _on(pilot, LibraryScreen)
            while library.at is None or library.at.listed.id != CASE:
                await _press(pilot, "down")
            take("library")
            await _press(pilot, "enter")
            await _on(pilot, BriefingScreen)
            take("briefing")
            await _press(pilot, "enter")
            play = await _on(pilot, PlayScreen)
            session = play.session
            while not isinstance(session.play.prompt, Decision):
                await session.apply(answer(session.play.prompt))
            app.play(session)
            play = await _on(pilot, PlayScreen, other_than=play)
            while not play.transcript.read:
                await _press(pilot, "space")
            await _press(pilot, "down", "down")
            take("decision")
            while not isinstance(session.play.prompt, Ended):
                await session.apply(answer(session.play.prompt))
            app.debrief(session)
            debrief = await _on(pilot, DebriefScreen)
            await _until(pilot, lambda: debrief.reading is not None, "the debrief")
            take("debrief")
            debrief.open(1)
            await _on(pilot, DecisionScreen)
            take("opened")
    return pictures


def answer(prompt: Prompt) -> Event:
    """What is answered on the way: the first of the options as they are shown."""
    scene = prompt.scene.id
    match prompt:
        case CheckIn():
            return Noticed(scene, dict.fromkeys(prompt.feelings, 5), prompt.pulls[:1])
        case WhyPrompt():
            return Reasoned(scene, prompt.choice.id, prompt.reasons[0].id, 6)
        case Decision() | HubPrompt() if prompt.offers:
            return Choose(scene, prompt.offers[0].id)
        case HubPrompt():
            return Leave(scene)
        case Passage():
            return Go(scene)
    raise AssertionError(f"nothing to answer {prompt} with")


def by_itself(svg: str) -> str:
    """The picture without fonts that would be loaded from elsewhere."""
    svg = re.sub(r"\s*<!--.*?-->", "", svg, flags=re.DOTALL)
    svg = re.sub(r"\s*@font-face \{.*?\}\n", "\n", svg, flags=re.DOTALL)
    svg = svg.replace("Fira Code, monospace", FONT).replace(
        "font-family: arial", "font-family: sans-serif"
    )
    return "\n".join(line.rstrip() for line in svg.splitlines()).strip() + "\n"


@contextmanager
def _closing(app: PpsimApp) -> Iterator[None]:
    try:
        yield
    finally:
        app.desk.close()


async def _press(pilot: Pilot[object], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await _rest(pilot)


async def _rest(pilot: Pilot[object]) -> None:
    """Until nothing is under way any more."""
    while True:
        await pilot.pause()
        screen = pilot.app.screen
        busy = isinstance(screen, PlayScreen) and screen.busy
        if not busy and all(worker.is_finished for worker in pilot.app.workers):
            return
        await asyncio.sleep(0.005)


async def _until(pilot: Pilot[object], true: Callable[[], bool], what: str) -> None:
    end = asyncio.get_running_loop().time() + PATIENCE
    while not true():
        if asyncio.get_running_loop().time() > end:
            raise TimeoutError(what)
        await asyncio.sleep(0.005)
    await _rest(pilot)


async def _on(pilot: Pilot[object], kind: type[S], other_than: object = None) -> S:
    """The top screen, once it is a ``kind``, and not the one before."""

    def there() -> bool:
        screen = pilot.app.screen
        return isinstance(screen, kind) and screen is not other_than

    await _until(pilot, there, kind.__name__)
    screen = pilot.app.screen
    assert isinstance(screen, kind)
    return screen


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as own:
        for file in made(IMAGES, Path(own)).values():
            print(file.relative_to(ROOT))
