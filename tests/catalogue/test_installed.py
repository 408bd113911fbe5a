"""Cases and rubrics are found in a wheel, in an editable install, and in a plain checkout."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PLAY = ("play", "tomasz", "--plain", "--seed", "3")
ANSWERS = ("", "3", "1", "3", "2", "5", "", "3", "3", "skip", "5", "1 3", "4", "3")
PARTS = (
    "ppsim",
    "scoring",
    "vignettes",
    "docs",
    "pyproject.toml",
    "README.md",
    "CHANGELOG.md",
    "LICENSE",
)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of this checkout, with the small case of the tests among its cases."""
    copy = tmp_path_factory.mktemp("checkout")
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.exists():
            shutil.copy(source, copy)
    shutil.copy(ROOT / "tests" / "cases" / "good" / "tomasz.yaml", copy / "vignettes")
    return copy


@pytest.fixture
def python(tmp_path: Path) -> Path:
    """The Python of a new environment that has what ppsim needs, and no ppsim."""
    folder = tmp_path / "env"
    venv.create(folder, symlinks=os.name == "posix")
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    found = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True,
        capture_output=True,
        text=True,
    )
    packages = Path(found.stdout.strip())
    for part in Path(sysconfig.get_path("purelib")).iterdir():
        if "ppsim" not in part.name and part.suffix != ".pth" and part.name != "__pycache__":
            (packages / part.name).symlink_to(part, target_is_directory=part.is_dir())
    return python


def pip(python: Path | str, *arguments: str | Path) -> None:
    """Run pip; a machine on which it cannot build (no network for hatchling) skips the test."""
    isolation = (
        ["--no-build-isolation"] if find_spec("hatchling") and find_spec("editables") else []
    )
    done = subprocess.run(
        [sys.executable, "-m", "pip", "--python", python, *arguments, "--no-deps", *isolation],
        capture_output=True,
        text=True,
    )
    if done.returncode != 0 and ("connection" in done.stderr or "resolve" in done.stderr):
        pytest.skip(f"pip cannot build here: {done.stderr.strip().splitlines()[-1]}")
    assert done.returncode == 0, done.stderr


def run(python: Path, home: Path, *arguments: str, cwd: Path) -> str:
    """Run ``ppsim`` elsewhere, under a home of its own; what it wrote."""
    done = subprocess.run(
        [python, "-m", "ppsim", *arguments],
        cwd=cwd,
        env={**os.environ, "PPSIM_HOME": str(home)},
        input="".join(f"{answer}\n" for answer in ANSWERS),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def finds_and_plays(python: Path, tmp_path: Path, cases: Path, cwd: Path) -> None:
    """The cases are those of ``cases``, and one of them plays to its debrief."""
    found = json.loads(run(python, tmp_path / "home", "cases", "--json", cwd=cwd))
    assert {Path(case["path"]).parent.resolve() for case in found} == {cases.resolve()}
    assert {"mark", "tomasz"} <= {case["id"] for case in found}
    written = run(python, tmp_path / "home", *PLAY, cwd=cwd)
    assert "At ten to ten you say the time." in written
    assert "ppsim-core 1.0.0" in written


def test_a_wheel_installed_outside_the_checkout(
    checkout: Path, python: Path, tmp_path: Path
) -> None:
    pip(sys.executable, "wheel", checkout, "--wheel-dir", tmp_path / "dist")
    (wheel,) = (tmp_path / "dist").glob("ppsim-*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert {"ppsim/py.typed", "scoring/py.typed", "scoring/rubrics/ppsim-core.yaml"} <= set(names)
    pip(python, "install", wheel)
    packages = next((tmp_path / "env").rglob("site-packages"))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    finds_and_plays(python, tmp_path, packages / "ppsim" / "_vignettes", elsewhere)
    command = python.parent / ("ppsim.exe" if os.name == "nt" else "ppsim")
    version = subprocess.run([command, "--version"], check=True, capture_output=True, text=True)
    assert version.stdout.startswith("ppsim ")


def test_an_editable_install(checkout: Path, python: Path, tmp_path: Path) -> None:
    pip(python, "install", "--editable", checkout)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    finds_and_plays(python, tmp_path, checkout / "vignettes", elsewhere)


def test_a_plain_checkout(checkout: Path, python: Path, tmp_path: Path) -> None:
    finds_and_plays(python, tmp_path, checkout / "vignettes", checkout)
