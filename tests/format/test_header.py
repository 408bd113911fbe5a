from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ppsim.format.header import Header, read_header
from ppsim.format.load import load_case

ROOT = Path(__file__).parents[2]
FILES = [*sorted((ROOT / "tests/cases/good").glob("*.yaml")), *(ROOT / "vignettes").glob("*.yaml")]
TOMASZ = (ROOT / "tests/cases/good/tomasz.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_the_header_is_the_top_of_the_case(path: Path) -> None:
    header = read_header(path)
    case = load_case(path.read_bytes(), path.name, None).value
    assert isinstance(header, Header)
    assert case is not None
    for name in Header.__slots__:
        assert getattr(header, name) == getattr(case, name)


def test_what_stands_below_the_scenes_is_found_too() -> None:
    title = "title: Twenty past\n"
    header = read_header(TOMASZ.replace(title, "") + title)
    assert isinstance(header, Header)
    assert header.title == "Twenty past"


def test_a_fault_below_the_header_does_not_matter() -> None:
    header = read_header(TOMASZ + '  ]]][[ broken: "')
    assert isinstance(header, Header)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "PP100"),
        ("a: 1", "PP100"),
        ("[]", "PP100"),
        ("ppsim: 2\nid: x", "PP101"),
        ("ppsim: one", "PP102"),
        ("ppsim: 1\ntitle: x", "PP111"),
        ("ppsim: 1\ntitle: [", "PP027"),
        (TOMASZ.replace("title: Twenty past", "title: 1984"), "PP112"),
        (TOMASZ.replace("minutes: 6", "minutes: six"), "PP112"),
        (b"\xff\xfe", "PP002"),
        ("x" * 3_000_000, "PP003"),
    ],
)
def test_why_there_is_no_header(text: str | bytes, code: str) -> None:
    found = read_header(text)
    assert isinstance(found, list)
    assert code in [d.code for d in found]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    found = read_header(tmp_path / "no.yaml")
    assert isinstance(found, list)
    assert [d.code for d in found] == ["PP001"]


def test_listing_cases_loads_no_models() -> None:
    """A list of cases starts fast: the header's way in imports neither pydantic nor the engine."""
    script = (
        "import sys; import ppsim.format.header;"
        "print(sorted(m for m in sys.modules if m.split('.')[0] in "
        "('pydantic', 'textual', 'sqlalchemy', 'networkx')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.strip() == "[]"
