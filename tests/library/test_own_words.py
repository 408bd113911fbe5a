"""Every sentence is our own: no run of six words in common with the articles behind the cases."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML
from runs import hashed, runs

ROOT = Path(__file__).parents[2]
KNOWN = frozenset((Path(__file__).parent / "source-runs.txt").read_text().split())
FILES = [
    *sorted((ROOT / "vignettes").glob("*.yaml")),
    *sorted((ROOT / "scoring/rubrics").glob("*.yaml")),
    *sorted((ROOT / "docs").rglob("*.md")),
    ROOT / "README.md",
]


def texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [t for v in value.values() for t in texts(v)]
    if isinstance(value, list):
        return [t for v in value for t in texts(v)]
    return [value] if isinstance(value, str) else []


def prose(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    return texts(YAML(typ="safe").load(text)) if path.suffix == ".yaml" else text.split("\n\n")


@pytest.mark.parametrize("path", FILES, ids=[str(p.relative_to(ROOT)) for p in FILES])
def test_no_run_of_six_words_is_borrowed(path: Path) -> None:
    shared = [" ".join(r) for part in prose(path) for r in runs(part) if hashed(r) in KNOWN]
    assert shared == []


def test_a_borrowed_run_would_be_found() -> None:
    assert len(KNOWN) > 4000
    assert next(runs("He said, she SAW that they'd go")) == (
        "*",
        "said",
        "*",
        "saw",
        "that",
        "theyd",
    )
