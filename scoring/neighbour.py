"""The option to hold a choice against, its neighbour (docs/scoring.md section 3)."""

from __future__ import annotations

from scoring.decisions import Met, carries, codes_of
from scoring.rubric import Rubric


def neighbour(met: Met, rubric: Rubric) -> str:
    """Id of the option on offer that the chosen one is best compared with.

    Where the choice was not best: a best option, first one with a code in the dimension of the
    chosen option's primary code. Where it was: an option with a code that the near-miss of the
    chosen primary code names, else the highest-weighted below best. The first authored on ties.
    """
    pick, row = met.pick, met.row
    chosen = pick.option
    own = codes_of(chosen)
    primary = rubric.codes[own[0]] if own else None
    others = [o for o in pick.offered if o.id != chosen.id]
    if met.loss > 0:
        best = [o for o in others if row.at(o.id) == row.best]
        for o in best:
            if primary and any(rubric.codes[c].dimension == primary.dimension for c in codes_of(o)):
                return o.id
        return best[0].id
    if primary:
        named = frozenset(c for c in rubric.codes if _names(primary.near_miss, c))
        for o in others:
            if carries(o, named):
                return o.id
    below = [o for o in others if row.at(o.id) < row.best]
    return max(below, key=lambda o: row.at(o.id)).id


def _names(text: str, code: str) -> bool:
    """Whether a text names a code whole, and not another one that begins or ends with it."""
    at = text.find(code)
    while at >= 0:
        before, after = text[:at][-1:], text[at + len(code) :][:1]
        if not (_of_name(before) or _of_name(after)):
            return True
        at = text.find(code, at + 1)
    return False


def _of_name(character: str) -> bool:
    return character.isalnum() or character == "_"
