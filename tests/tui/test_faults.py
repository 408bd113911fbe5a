"""A fault of ppsim's own: nothing private is shown, and the attempt goes on."""

from __future__ import annotations

import io
from collections.abc import Callable

import places
import pytest
from helpers import on_screen, press, send, wait_for
from rich.console import Console

from ppsim.tui.app import PpsimApp
from ppsim.tui.screens.asides import Asides
from ppsim.tui.screens.play import PlayScreen

Open = Callable[..., PpsimApp]
SECRET = "she told me about the car park"


def fail(self: Asides) -> None:
    private = SECRET
    raise KeyError(private)


async def crash(open_app: Open) -> str:
    """What is printed when a key of the room runs into a fault."""
    app = open_app()
    printed = io.StringIO()
    app.error_console = Console(file=printed, width=100, force_terminal=False)
    with pytest.raises(KeyError):  # noqa: PT012  (run_test raises it again at its end)
        async with app.run_test(size=(80, 24)) as pilot:
            await places.decision(pilot)
            send(pilot, "b")
            await wait_for(pilot, lambda: app.return_code == 1, "the fault")
    app._print_error_renderables()
    assert app.return_code == 1
    return printed.getvalue()


async def test_a_fault_shows_no_values_and_the_attempt_goes_on(
    open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(Asides, "action_back", fail)
        patched.setattr(Asides, "check_action", lambda self, action, parameters: True)
        printed = " ".join((await crash(open_app)).split())
    assert "fault of ppsim itself (KeyError at test_faults.py, line " in printed
    assert "Whatever you answered is kept" in printed
    assert SECRET not in printed
    again = open_app()
    async with again.run_test(size=(80, 24)) as pilot:
        await places.library(pilot)
        await press(pilot, "c")
        play = await on_screen(pilot, PlayScreen)
        assert len(play.session.play.events) == 2


async def test_developers_see_the_way_there_and_still_no_locals(
    open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PPSIM_DEBUG", "1")
    with monkeypatch.context() as patched:
        patched.setattr(Asides, "action_back", fail)
        patched.setattr(Asides, "check_action", lambda self, action, parameters: True)
        printed = await crash(open_app)
    assert "test_faults.py" in printed
    assert "locals" not in printed
    assert "private =" not in printed.replace("private = SECRET", "")
