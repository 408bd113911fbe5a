"""The counter-moments of a case: scenes marked so by a comment in its file.

A counter-moment is a decision at which the reflective-sounding option is wrong and a plain one
is right (docs/scoring.md section 0). The comment stands above the scene or inside it.
"""

from __future__ import annotations

import re
from pathlib import Path


def counter_moments(path: Path) -> frozenset[str]:
    """Scenes with a ``# ... counter-moment`` comment above or inside them."""
    found: set[str] = set()
    scene, above, inside = "", False, False
    for line in path.read_text(encoding="utf-8").splitlines():
        inside = inside or line == "scenes:"
        key = re.fullmatch(r"  ([a-z][a-z0-9-]*):", line)
        if inside and key:
            scene = key[1]
            if above:
                found.add(scene)
            above = False
        marked = re.match(r"(\s*)#.*counter-moment", line)
        if marked and len(marked[1]) <= 2:
            above = True
        elif marked:
            found.add(scene)
    return frozenset(found)
