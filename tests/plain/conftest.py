from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from plain_play import Minutes, Plays, read_material

from ppsim.store.journal import Journal
from ppsim.store.material import Material


@pytest.fixture(scope="session")
def tomasz() -> Material:
    return read_material()


@pytest.fixture
def plays(tmp_path: Path, tomasz: Material) -> Iterator[Plays]:
    with Journal(tmp_path / "journal" / "attempts.db", clock=Minutes()) as journal:
        yield Plays(journal, tomasz)
