"""The facilitator's own screen follows the wall, and changes nothing there."""

from __future__ import annotations

import json
from pathlib import Path

from helpers import press, screen_text, settled, wait_for
from seminar_parts import MARK, subject

from ppsim.cohort.seminar import Seminar
from ppsim.cohort.seminar_keep import to_json
from ppsim.cohort.seminar_script import STEPS
from ppsim.tui.seminar.beside import WAITING, BesideApp, BesideScreen
from ppsim.tui.seminar.start import SeminarOpening


async def test_it_shows_the_script_of_where_the_wall_stands(own_home: Path, tmp_path: Path) -> None:
    seen, path = subject(), tmp_path / "one.json"
    fresh = seen.begin(50)
    opening = SeminarOpening(seen, fresh, path, own_home, own_home / "journal" / "attempts.db")

    def keep(seminar: Seminar) -> None:
        path.write_text(json.dumps(to_json(seminar, 60.0)), "utf-8")

    async with BesideApp(opening).run_test(size=(80, 40)) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, BesideScreen)
        await settled(pilot)
        assert WAITING.split(".")[0] in screen_text(screen.host)
        seminar = fresh.on(1.0).on(2.0).on(3.0)
        keep(seminar)
        screen.look()
        await wait_for(pilot, lambda: screen.seminar is not None, "the wall to be followed")
        await settled(pilot)
        shown = screen_text(screen.host)
        assert STEPS["hands"].say[0].split("?")[0] in " ".join(shown.split())
        assert "49 min in all" in shown
        assert MARK.split("{")[0] not in shown
        path.write_text("{", "utf-8")  # as it could be read between two writes elsewhere
        screen.look()
        await settled(pilot)
        assert screen.seminar is not None
        assert screen.seminar.step == "hands"
        written = seminar.on(9.0)
        keep(written)
        before = path.read_bytes()
        screen.look()
        await wait_for(
            pilot, lambda: screen.seminar is not None and screen.seminar.step == "talk", "the talk"
        )
        await press(pilot, "space", "down")
        assert path.read_bytes() == before
