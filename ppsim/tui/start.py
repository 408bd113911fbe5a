"""Opening the app: what a command hands over, and how the app is run."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from ppsim.tui.app import PpsimApp

TERMINATED = 128 + signal.SIGTERM
"""The exit code for the shell after being told to end."""

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
    if hasattr(signal, "SIGHUP"):  # begun under nohup it would outlive its window, unseen
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
    with suppress(NotImplementedError):  # on Windows nothing is told to end in this way
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, app.exit, None, TERMINATED)
    await app.run_async(mouse=app.opening.mouse)
