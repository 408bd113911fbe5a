"""Opening the app: what a command hands over, and how the app is run."""

from __future__ import annotations

import asyncio
import select
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from ppsim.tui.app import PpsimApp

TERMINATED = 128 + signal.SIGTERM
"""The exit code for the shell after being told to end."""
HUNG_UP = 128 + 1
"""The same after the terminal was closed."""

Mode = Literal["practice", "straight-through"]


@dataclass(frozen=True, slots=True)
class Opening:
    """What the app opens on."""

    home: Path
    """The user's own folder: settings, and resources."""
    journal: Path
    """The file of attempts; made when something is first kept."""
    cases: Sequence[Path] = ()
    """Folders of cases that were named on the command line."""
    profile: str | None = None
    """Whose attempts; ``None`` to go by the settings."""
    case: Path | None = None
    """A case to open at once."""
    attempt: str | None = None
    """An attempt to go on with at once."""
    mode: Mode | None = None
    seed: int | None = None
    """The order in which options are shown; ``None`` to draw one."""
    mouse: bool = True

    @property
    def names_something(self) -> bool:
        """Whether a case or an attempt is to be opened at once."""
        return self.case is not None or self.attempt is not None


def run(opening: Opening) -> int:
    """Run the app until it is left; the exit code for the shell."""
    from ppsim.tui.app import PpsimApp

    return run_app(PpsimApp(opening))


def run_app(app: PpsimApp) -> int:
    """The same for an app that is made already."""
    try:
        asyncio.run(_run(app))
    finally:
        app.desk.close()
    return app.return_code or 0


async def _run(app: PpsimApp) -> None:
    loop = asyncio.get_running_loop()
    with suppress(NotImplementedError):  # on Windows nothing is told to end in this way
        loop.add_signal_handler(signal.SIGTERM, app.exit, None, TERMINATED)

    def end() -> None:
        with suppress(RuntimeError):  # it has ended meanwhile
            loop.call_soon_threadsafe(app.exit, None, HUNG_UP)

    Thread(target=_wait_for_end_of_terminal, args=(end,), daemon=True).start()
    await app.run_async(mouse=app.opening.mouse)


def _wait_for_end_of_terminal(then: Callable[[], None]) -> None:
    """Call ``then`` once the terminal is gone.

    Most often that ends a program by itself. One begun under nohup, or whose terminal is not its
    own, is told nothing, and would go on unseen.
    """
    if not hasattr(select, "poll") or not sys.__stdin__ or not sys.__stdin__.isatty():
        return
    watch = select.poll()
    watch.register(sys.__stdin__.fileno(), 0)  # asks for nothing, so that only its end is told
    if any(told & select.POLLHUP for _, told in watch.poll()):
        then()
