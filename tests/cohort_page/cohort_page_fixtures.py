from __future__ import annotations

from pathlib import Path

import pytest
from command_shell import Shell

from ppsim.cli.main import main


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PPSIM_HOME", str(tmp_path / "home"))
    for name in ("PPSIM_PROFILE", "PPSIM_CASES", "PPSIM_DEBUG", "PPSIM_STORE", "PPSIM_COHORT"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "home"


@pytest.fixture
def shell(home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    return Shell(capsys, monkeypatch)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up cohort of fourteen, as the command writes it."""
    folder = tmp_path_factory.mktemp("cohort") / "demo"
    assert main(["cohort", "demo", "-o", str(folder)]) == 0
    return folder
