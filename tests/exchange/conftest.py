from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from handing_parts import material_of

from ppsim.store.journal import Journal
from ppsim.store.material import Material


@pytest.fixture(scope="session")
def tomasz() -> Material:
    return material_of()


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal(tmp_path / "journal" / "attempts.db") as opened:
        yield opened
