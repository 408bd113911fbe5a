"""Texts and a clock for journals under test."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from ppsim.store.records import Text

CASE = Text("case", "c" * 64, "tomasz", "1.0.0", "Twenty past", "ppsim: 1\n# the case\n")
RUBRIC = Text("rubric", "a" * 64, "ppsim-core", "1.0.0", "Core", "# the rubric\n")


class Clock:
    """A clock that is a minute on at each look."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.time += timedelta(minutes=1)
        return self.time
