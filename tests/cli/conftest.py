from __future__ import annotations

from pathlib import Path

import pytest
from command_shell import Shell


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PPSIM_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("PPSIM_PROFILE", raising=False)
    monkeypatch.delenv("PPSIM_CASES", raising=False)
    monkeypatch.delenv("PPSIM_DEBUG", raising=False)
    return tmp_path / "home"


@pytest.fixture
def shell(home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    return Shell(capsys, monkeypatch)
