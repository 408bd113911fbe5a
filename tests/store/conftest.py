from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from journal_parts import CASE, RUBRIC, Clock

from ppsim.store.journal import Journal
from ppsim.store.records import Attempt, Text


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal" / "attempts.db"


@pytest.fixture
def journal(path: Path) -> Iterator[Journal]:
    with Journal(path, clock=Clock()) as opened:
        yield opened


@pytest.fixture
def begin(journal: Journal) -> Callable[..., Attempt]:
    def begin(profile: str = "Ada", case: Text = CASE, seed: int = 1) -> Attempt:
        return journal.begin(profile=profile, case=case, rubric=RUBRIC, seed=seed, mode="practice")

    return begin
