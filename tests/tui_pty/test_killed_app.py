"""The app killed outright at a hundred random instants: nothing that was seen to go on is lost."""

from __future__ import annotations

import asyncio
import fcntl
import os
import pty
import random
import select
import signal
import socket
import sqlite3
import struct
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from terminals import PATIENCE, plain
from trail import STILES, asks

from ppsim.catalogue.places import journal_file
from ppsim.catalogue.reading import read_case
from ppsim.engine.events import Choose, Event
from ppsim.engine.play import begin
from ppsim.engine.prompts import Decision
from ppsim.store.journal import Journal
from ppsim.store.material import material
from ppsim.store.sitting import Sitting
from ppsim.tui._textual_private import screen_lines
from ppsim.tui.app import PpsimApp
from ppsim.tui.screens.play import PlayScreen
from ppsim.tui.start import Opening

KILLS = 100
SEED = 3
LINES, COLUMNS = 24, 80
SILENCE = 0.02
"""Seconds after which the keys are pressed again: one may have come too early to be heard."""
BRIEFING, BEGIN, CHOOSE = "before you begin", b"\r", b"1"
DELAY = 0.08
"""A kill comes at most so many seconds after what it waits for; about two decisions."""


class Killer:
    """Runs apps in processes of their own, plays in them, and kills them."""

    def __init__(self, case: Path) -> None:
        self._case = case
        self._door, theirs = socket.socketpair()
        self._one_at_a_time = threading.Lock()
        program = Path(__file__).with_name("killed_app.py")
        self._server = subprocess.Popen(
            [sys.executable, str(program), str(theirs.fileno())],
            stdin=subprocess.PIPE,  # no files: what the children have cannot be sought in
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            pass_fds=[theirs.fileno()],
        )
        theirs.close()

    def close(self) -> None:
        self._door.close()
        self._server.communicate()

    def begin(self, profile: str) -> tuple[int, int]:
        """Open the app on the case; its process, and its terminal."""
        screen, line = pty.openpty()
        fcntl.ioctl(line, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        words = ("play", self._case, "--new", "--seed", SEED, "--profile", profile)
        with self._one_at_a_time:
            socket.send_fds(self._door, ["\n".join(map(str, words)).encode()], [line])
            child = int(self._door.recv(20))
        os.close(line)
        return child, screen

    def play_and_kill(self, profile: str, scene: int | None, moment: float) -> str:
        """Kill a play ``moment`` seconds after scene number ``scene`` was painted.

        ``None`` is the moment at which the process begins. Keys are pressed all the while. Gives
        all that was painted.
        """
        child, screen = self.begin(profile)
        painted = bytearray()
        waited_for = None if scene is None else asks(scene)
        kill_at = time.monotonic() + moment if scene is None else None
        give_up = time.monotonic() + PATIENCE
        while kill_at is None or time.monotonic() < kill_at:
            wait = SILENCE if kill_at is None else min(SILENCE, kill_at - time.monotonic())
            if select.select([screen], [], [], max(0.0, wait))[0]:
                try:
                    painted += os.read(screen, 65536)
                except OSError:
                    raise AssertionError(f"it ended by itself: {plain(bytes(painted))}") from None
                if kill_at is None and waited_for in plain(bytes(painted[-20_000:])):
                    kill_at = time.monotonic() + moment
            else:
                seen = plain(bytes(painted))
                if BRIEFING in seen:
                    os.write(screen, CHOOSE if asks(0) in seen else BEGIN)
            assert time.monotonic() < give_up, plain(bytes(painted))[-2000:]
        os.kill(child, signal.SIGKILL)
        while True:
            try:
                more = os.read(screen, 65536)
            except OSError:  # nobody holds the other end any more
                break
            if not more:
                break
            painted += more
        os.close(screen)
        return plain(bytes(painted))


@pytest.fixture
def killer(home: Path, trail: Path) -> Iterator[Killer]:
    killer = Killer(trail)
    yield killer
    killer.close()


def whole_play(case: Path) -> tuple[Event, ...]:
    """What a play comes to in which the first option shown is always chosen."""
    playable = read_case(case).playable
    assert playable is not None
    play = begin(material(*playable).story, SEED, "practice")
    while isinstance(play.prompt, Decision):
        offer = play.prompt.offers[0]
        play = play.apply(Choose(offer.scene, offer.id))
    assert len(play.events) == STILES
    return play.events


async def test_a_killed_app_shows_every_decision_whose_next_screen_was_painted(
    killer: Killer, trail: Path, home: Path
) -> None:
    chance = random.Random(20260302)
    scenes = [None, *range(STILES)]
    plan = [(f"killed {n}", chance.choice(scenes), chance.uniform(0, DELAY)) for n in range(KILLS)]
    pool = ThreadPoolExecutor(3)
    try:
        painted = list(pool.map(lambda planned: killer.play_and_kill(*planned), plan))
    finally:
        pool.shutdown(cancel_futures=True)
    check = sqlite3.connect(journal_file())
    assert check.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    check.close()

    whole = whole_play(trail)
    kept: list[int] = []
    app = PpsimApp(Opening(home, journal_file(), profile="nobody"))
    async with app.run_test(size=(COLUMNS, LINES)):
        for (profile, _, _), screens in zip(plan, painted, strict=True):
            must = max((n for n in range(STILES + 1) if asks(n) in screens), default=0)
            with Journal(journal_file()) as journal:
                attempts = journal.attempts(profile=profile)
                if not attempts:
                    assert asks(0) not in screens
                    continue
                with Sitting.resume(journal, attempts[0].id) as sitting:
                    events = tuple(replace(event, at=None) for event in sitting.play.events)
                    taken = [f'"{step.choice.words}"' for step in sitting.play.steps if step.choice]
            assert len(events) >= must, "what was painted was not kept"
            assert events == whole[: len(events)]
            assert await shown_again(app, attempts[0].id, asks(len(events))) == taken
            kept.append(len(events))
    # the instants were spread over the whole play
    assert len(set(kept)) > STILES * 3 // 4


async def shown_again(app: PpsimApp, attempt: str, goes_on: str) -> list[str]:
    """Resume an attempt in the app, and leave it: the decisions that stand in its room.

    Where it goes on must be on the screen.
    """
    app.resume(attempt)

    def there() -> bool:
        screen = app.screen
        return isinstance(screen, PlayScreen) and screen.is_mounted and not screen.busy

    await until(app, there)
    screen = app.screen
    assert isinstance(screen, PlayScreen)
    assert screen.session.attempt.id == attempt
    await until(app, lambda: any(goes_on in line for line in screen_lines(app)))
    own = [told.words for told in screen.transcript.told if told.look == "own"]
    app.leave(screen.session)
    await until(app, lambda: all(worker.is_finished for worker in app.workers))
    assert len(app.screen_stack) == 1
    return own


async def until(app: PpsimApp, true: Callable[[], bool]) -> None:
    """Let the app go on until ``true`` holds."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "\n".join(screen_lines(app))
        await asyncio.sleep(0.002)
