"""Runs of six words of a text, hashed, so that two texts are compared without keeping one.

``python tests/library/runs.py ARTICLE...`` writes the hashes that ``source-runs.txt`` holds. The
articles themselves, from which the cases have their outlines, are not in the repository.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

LENGTH = 6
PRONOUNS = frozenset(
    word
    for line in (
        "i me my mine myself you your yours yourself yourselves he him his himself",
        "she her hers herself it its itself we us our ours ourselves",
        "they them their theirs themselves",
    )
    for word in line.split()
)


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """Every run of six words: small letters, no punctuation, all pronouns alike."""
    words = re.findall(r"[a-z]+", text.lower().replace("'", "").replace("\u2019", ""))
    alike = ["*" if w in PRONOUNS else w for w in words]
    for at in range(len(alike) - LENGTH + 1):
        yield tuple(alike[at : at + LENGTH])


def hashed(run: tuple[str, ...]) -> str:
    return hashlib.sha256(" ".join(run).encode()).hexdigest()[:12]


if __name__ == "__main__":
    found = {hashed(run) for name in sys.argv[1:] for run in runs(Path(name).read_text("utf-8"))}
    sys.stdout.write("\n".join(sorted(found)) + "\n")
