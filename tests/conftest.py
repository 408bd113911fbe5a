"""What all tests share: goldens are rewritten only when asked for, and never in CI."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

# In CI the same examples each time, so that a landing never hangs on the draw; new ones at home.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("home", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "home")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-goldens",
        action="store_true",
        help="rewrite golden files from what the program gives now; then read the diff",
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compare a text with the golden file of that path, or rewrite the file when asked to."""
    update = request.config.getoption("--update-goldens")
    if update and os.environ.get("CI"):
        raise pytest.UsageError("goldens are never rewritten in CI")

    def compare(path: Path, text: str) -> None:
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.exists(), f"no golden {path.name}: run pytest with --update-goldens and read it"
        assert text == path.read_text(encoding="utf-8")

    return compare
