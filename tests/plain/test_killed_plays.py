"""Plays killed outright at two hundred random instants: nothing that was answered is lost."""

from __future__ import annotations

import argparse
import io
import os
import random
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from plain_play import TOMASZ, WHOLE, Answering, script

from ppsim.catalogue.places import journal_file
from ppsim.cli.commands import play as command
from ppsim.engine.events import Choose, Event
from ppsim.plain import session
from ppsim.plain.console import PROMPT, Console
from ppsim.store.journal import Journal
from ppsim.store.sitting import Sitting

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kill -9 and fork")

KILLS = 200
ANSWERS = ("", *WHOLE, "3")
"""The briefing's Enter, a whole play, and Finish."""
ARGUMENTS = ("play", str(TOMASZ), "--plain", "--seed", "3", "--new", "--profile")


@dataclass(frozen=True)
class Reference:
    """The same play, not killed."""

    written: str
    kept_at: list[int]
    """How many events were on disk when each prompt had been written."""
    events: tuple[Event, ...]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PPSIM_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def reference(home: Path) -> Reference:
    written, kept_at = io.StringIO(), list[int]()

    def answers() -> Iterator[str]:
        for answer in ANSWERS:
            with sqlite3.connect(journal_file()) as seen:
                kept_at.append(seen.execute("SELECT count(*) FROM events").fetchone()[0])
            seen.close()
            yield answer

    args = argparse.Namespace(
        profile="reference", cases=[], mode=None, seed=3, new=True, resume=False
    )
    command.begin_or_resume(args, Console(Answering(answers()), written), str(TOMASZ))  # type: ignore[arg-type]
    with Journal(journal_file()) as journal:
        (attempt,) = journal.attempts()
        with Sitting.resume(journal, attempt.id) as sitting:
            return Reference(written.getvalue(), kept_at, timeless(sitting.play.events))


def timeless(events: tuple[Event, ...]) -> tuple[Event, ...]:
    return tuple(replace(event, at=None) for event in events)


class Killer:
    """Begins plays in processes of their own, and kills them."""

    def __init__(self) -> None:
        self._door, theirs = socket.socketpair()
        self._one_at_a_time = threading.Lock()
        program = Path(__file__).with_name("killed_play.py")
        self._server = subprocess.Popen(
            [sys.executable, str(program), str(theirs.fileno())],
            stdin=subprocess.PIPE,  # pipes, as the children's will be
            stdout=subprocess.PIPE,
            pass_fds=[theirs.fileno()],
        )
        theirs.close()

    def close(self) -> None:
        self._door.close()
        self._server.communicate()

    def begin(self, profile: str) -> tuple[int, int]:
        """Begin a play with all its answers waiting; its process id, and what it writes."""
        answers, give = os.pipe()
        written, write = os.pipe()
        os.write(give, "".join(f"{answer}\n" for answer in ANSWERS).encode())
        os.close(give)
        message = "\n".join((*ARGUMENTS, profile)).encode()
        with self._one_at_a_time:
            socket.send_fds(self._door, [message], [answers, write])
            child = int(self._door.recv(20))
        os.close(answers)
        os.close(write)
        return child, written

    def play_and_kill(self, profile: str, prompts: int, moment: float) -> str:
        """Kill a play ``moment`` seconds after its so manieth prompt; all that it wrote."""
        child, written = self.begin(profile)
        seen = b""
        while seen.count(PROMPT.encode()) < prompts and (more := os.read(written, 65536)):
            seen += more
        time.sleep(moment)
        os.kill(child, signal.SIGKILL)
        while more := os.read(written, 65536):
            seen += more
        os.close(written)
        return seen.decode(errors="ignore")


@pytest.fixture
def killer(reference: Reference) -> Iterator[Killer]:
    killer = Killer()
    yield killer
    killer.close()


def test_a_killed_play_shows_every_decision_whose_next_prompt_had_appeared(
    reference: Reference, killer: Killer
) -> None:
    chance = random.Random(20260302)
    plan = [
        (f"killed {n}", chance.randint(0, len(ANSWERS)), chance.uniform(0, 0.004))
        for n in range(KILLS)
    ]
    with ThreadPoolExecutor(4) as pool:
        kept = list(pool.map(lambda planned: _kill_one(reference, killer, *planned), plan))
    assert len(kept) == KILLS
    # the instants were spread over the whole play
    assert {0, len(reference.events)} < set(kept)
    assert len(set(kept)) > len(reference.events) // 2


def _kill_one(
    reference: Reference, killer: Killer, profile: str, prompts: int, moment: float
) -> int:
    """Kill one play and look at what is left; the number of events it kept."""
    written = killer.play_and_kill(profile, prompts, moment)
    shown = written.count(PROMPT)
    farewell = reference.written.rfind("Kept as")
    assert written[:farewell] == reference.written[: len(written)][:farewell]

    check = sqlite3.connect(journal_file())
    assert check.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    check.close()
    must = reference.kept_at[min(shown, len(reference.kept_at)) - 1] if shown else 0
    with Journal(journal_file()) as journal:
        attempts = journal.attempts(profile=profile)
        if not attempts:
            assert shown <= 1  # the briefing had been shown, and nothing begun
            return 0
        with Sitting.resume(journal, attempts[0].id) as sitting:
            events = timeless(sitting.play.events)
            assert len(events) >= must
            assert events == reference.events[: len(events)]
            again = io.StringIO()
            session.play(Console(script(()), again), sitting, resumed=True)
            said = " ".join(again.getvalue().split())
            for number, event in enumerate(e for e in events if isinstance(e, Choose)):
                choices = sitting.material.case.scenes[event.scene].choices
                words = next(choice.words for choice in choices if choice.id == event.choice)
                assert f"{number + 1}. " in said
                assert words in said
    return len(events)


def test_a_killed_play_goes_on_to_the_same_end(reference: Reference, killer: Killer) -> None:
    killer.play_and_kill("killed", 5, 0)
    with Journal(journal_file()) as journal:
        (attempt,) = journal.attempts(profile="killed")
        with Sitting.resume(journal, attempt.id) as sitting:
            for event in reference.events[len(sitting.play.events) :]:
                sitting.do(event)
            assert timeless(sitting.play.events) == reference.events
        assert journal.attempt(attempt.id).state == "finished"
