"""Which decisions mattered most (docs/scoring.md section 6)."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.decisions import Met


def moments(met: Sequence[Met]) -> tuple[int, ...]:
    """Picks ranked by ``k (w_max - w)``, the later first on ties; nothing lost is no moment.

    Returns:
        Indices into the record's picks, the most telling first.
    """
    lossy = [m for m in met if m.loss > 0]
    return tuple(m.at for m in sorted(lossy, key=lambda m: (-m.weighted_loss, -m.at)))
