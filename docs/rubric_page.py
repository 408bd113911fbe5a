"""Write docs/rubric.md from the core rubric: ``python docs/rubric_page.py``.

A test holds the page to the rubric; run this after a change of the rubric file.
"""

from __future__ import annotations

from pathlib import Path

from ppsim.format.load import load_rubric
from scoring.rubric import Code, Rubric

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "scoring" / "rubrics" / "ppsim-core.yaml"
PAGE = ROOT / "docs" / "rubric.md"


def page(rubric: Rubric) -> str:
    """The whole page, as Markdown."""
    parts = [
        f"# {rubric.title}: {rubric.id} {rubric.version}",
        "Written by `docs/rubric_page.py` from `scoring/rubrics/ppsim-core.yaml`; change it there. "
        "What the weights become: [scoring.md](scoring.md).",
        f"{len(rubric.codes)} codes in {len(rubric.dimensions)} dimensions. The sign of a weight "
        "is its stance: above zero reflective, below zero reactive. *Near-miss* is what is often "
        "mistaken for it, with the code that other thing carries.",
    ]
    for dimension in rubric.dimensions.values():
        parts += [f"## {dimension.id}: {dimension.name}", f"Leans on {dimension.anchor}."]
        if phases := rubric.phases.get(dimension.id):
            listed = " and ".join(f"`{p}`" for p in sorted(phases, reverse=True))
            parts.append(f"Stands in {listed} only.")
        parts += [entry(c) for c in rubric.codes.values() if c.dimension == dimension.id]
    parts += [
        "## Pulls",
        "Roles, as verbs; giving in to one means taking an option with one of its codes.",
        "| pull | codes |\n|---|---|\n"
        + "\n".join(f"| {r.phrase} | {', '.join(r.codes)} |" for r in rubric.roles.values()),
    ]
    return "\n\n".join(parts) + "\n"


def entry(code: Code) -> str:
    """One code: a heading, its definition, an example, the near-miss."""
    marks = [f"{code.weight:+g}"]
    if code.weight_untrue is not None:
        marks.append(f"untrue: {code.weight_untrue:+g} and critical")
    marks += [m for m, holds in (("repairs", code.repair), ("critical", code.critical)) if holds]
    return (
        f"### {code.id} ({', '.join(marks)})\n\n**{code.name}.** {code.definition}\n\n"
        f"> {code.example}\n\n*Near-miss:* {code.near_miss}"
    )


if __name__ == "__main__":
    loaded = load_rubric(SOURCE.read_bytes(), SOURCE.name)
    if loaded.value is None:
        raise SystemExit("the rubric has errors: ppsim check says which")
    PAGE.write_text(page(loaded.value), encoding="utf-8")
