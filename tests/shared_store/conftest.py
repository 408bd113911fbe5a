"""Stores under test: SQLite files, and a PostgreSQL server of the test's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from handing_parts import NOW, material_of
from postgres_server import Server, why_not

from ppsim.store.journal import Journal
from ppsim.store.material import Material
from ppsim.store.shared.database import Database
from ppsim.store.shared.keeping import add_cohort
from ppsim.store.shared.migrations import bring_up_to_date


@pytest.fixture(scope="session")
def tomasz() -> Material:
    return material_of()


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal(tmp_path / "journal" / "attempts.db") as opened:
        yield opened


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    reason = why_not()
    if reason is not None:
        pytest.skip(reason)
    with Server() as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    if request.param == "sqlite":
        address = str(tmp_path / "store.db")
    else:
        address = request.getfixturevalue("server").new_database()
    opened = Database(address)
    bring_up_to_date(opened, NOW)
    add_cohort(opened, "autumn", None, NOW)
    yield opened
    opened.close()
