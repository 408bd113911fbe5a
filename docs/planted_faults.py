"""Write docs/planted-faults.md: ``python docs/planted_faults.py`` (about a minute).

Faults are planted in the shipped cases (tests/planted), and each is checked. Run this after a
change of a check or of a case; a test holds the page to it.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "planted-faults.md"
sys.path[:0] = [str(ROOT / "tests" / "planted"), str(ROOT / "tests" / "format")]

from manuscript import CASES, Manuscript  # noqa: E402
from planted_table import (  # noqa: E402
    EACH,
    Rate,
    new_findings,
    rate,
    structural,
    ways_of_writing,
)
from same_meaning import WAYS  # noqa: E402
from scored_faults import CHANGES  # noqa: E402
from structural_faults import FAULTS  # noqa: E402

INTRODUCTION = f"""\
# What the checker finds

Written by `docs/planted_faults.py`; the numbers are counted by running `ppsim check` on changed
copies of the shipped cases, each with one change whose line is known. The changes are seeded: the
same are made each time. `tests/planted` holds them.

## Faults that break how a case holds together

{EACH} in each case. *Found* means: by the code that is meant for such a fault, at its line.
"""
SCORING = """
## Changes to scoring and wording

Here nothing breaks: the case still plays. What a change means is in the author's head, and the
checker can tell it only where the file contradicts itself or leans to one side. *By its code*:
a finding that was not there before, of a code meant for such a change, at its line where it is
any one line's. *By any* counts other new findings as well.
"""
READING = """
Read it as what a clean check does and does not say:

- What is **missing** (codes, a `because`, a field of a telling, a key feature that nothing meets)
  or **said twice** is found each time.
- What is done **throughout** (all best options longer, shorter, hedged, full of feeling words) is
  found. Done **once** it is not: one long best option among a dozen is no pattern, and a check that
  complained of each would be switched off.
- Whether a code is the **right** one, a `because` belongs to its option, an effect has the right
  sign or a condition the right side, only somebody who knows the case can say. Of swapped codes
  those are found that leave a reason or a key feature without ground, or say otherwise than the
  ledger of tellings. For the rest there are play
  scripts (`ppsim test`), a second reader (`ppsim proof`) and a panel.
- Content notes are asked for where a case speaks of suicide, abuse, violence or death: two of the
  four cases speak of none of these.
- One misspelt name in running text is found where it is near to a name of the cast; one wrong
  pronoun is not, since texts are full of other people.
"""
SAME = f"""
## The same case in other words

{EACH} in each case; none may give a finding that was not there.
"""


def page() -> str:
    """The whole page, as Markdown."""
    papers = {path.stem: Manuscript(path.read_text(encoding="utf-8")) for path in CASES}
    tables = (faults(papers), rates(papers), same(papers))
    return f"{INTRODUCTION}\n{tables[0]}{SCORING}\n{tables[1]}{READING}{SAME}\n{tables[2]}"


def faults(papers: dict[str, Manuscript]) -> str:
    """The table of structural faults."""
    planted: Counter[tuple[str, str]] = Counter()
    found: Counter[tuple[str, str]] = Counter()
    codes: dict[str, set[str]] = {kind: set() for kind in FAULTS}
    for name, m in papers.items():
        for fault in structural(m, name):
            planted[name, fault.kind] += 1
            found[name, fault.kind] += fault.found()
            codes[fault.kind] |= fault.codes
    rows = []
    for kind in FAULTS:
        cells = [_share(found[name, kind], planted[name, kind]) for name in papers]
        whole = _share(
            sum(found[name, kind] for name in papers), sum(planted[name, kind] for name in papers)
        )
        rows.append([kind, ", ".join(sorted(codes[kind])), *cells, whole])
    sums = [
        _share(sum(found[n, k] for k in FAULTS), sum(planted[n, k] for k in FAULTS)) for n in papers
    ]
    rows.append(["**all**", "", *sums, _share(found.total(), planted.total())])
    return _table(["what was done", "codes", *papers, "found"], rows)


def rates(papers: dict[str, Manuscript]) -> str:
    """The table of changes to scoring and wording."""
    rows = []
    for kind in CHANGES:
        each = [rate(m, name, kind) for name, m in papers.items()]
        rows.append(rate_row(kind, each))
    return _table(["what was done", *papers, "by its code", "by any"], rows)


def rate_row(kind: str, each: list[Rate]) -> list[str]:
    """One kind of change: what was found in each case, and in all."""
    planted = sum(r.planted for r in each)
    return [
        kind,
        *(_share(r.expected, r.planted) for r in each),
        _percent(sum(r.expected for r in each), planted),
        _percent(sum(r.any for r in each), planted),
    ]


def same(papers: dict[str, Manuscript]) -> str:
    """The table of other ways of writing."""
    written: Counter[tuple[str, str]] = Counter()
    new: Counter[tuple[str, str]] = Counter()
    for name, m in papers.items():
        for kind, text in ways_of_writing(m, name):
            written[name, kind] += 1
            new[name, kind] += bool(new_findings(m, text))
    rows = [
        [
            kind,
            *(str(written[name, kind]) for name in papers),
            str(sum(new[name, kind] for name in papers)),
        ]
        for kind in WAYS
    ]
    return _table(["what was changed", *papers, "with a new finding"], rows)


def _share(found: int, planted: int) -> str:
    return f"{found}/{planted}" if planted else "-"


def _percent(found: int, planted: int) -> str:
    return f"{round(100 * found / planted)} %" if planted else "-"


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
