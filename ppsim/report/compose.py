"""A debrief as a page: words first, figures with their denominators, in a fixed order."""

from __future__ import annotations

from ppsim.report.model import Debrief
from ppsim.report.page import Page, Para, Section
from ppsim.report.sections_close import (
    check_ins,
    limits,
    notes,
    practise,
    question,
    versions,
)
from ppsim.report.sections_figures import (
    contested,
    critical,
    dimensions,
    key_features,
    pulls,
    reasons,
    stance,
    strains,
)
from ppsim.report.sections_moments import moments, repair
from ppsim.report.sections_parallel import parallel, telling

MODES = {"practice": "practice", "straight-through": "straight through"}


def compose(debrief: Debrief) -> Page:
    """The whole page. A section with nothing to say is left out; one with too little says so."""
    made = (
        moments(debrief),
        repair(debrief),
        critical(debrief),
        stance(debrief),
        pulls(debrief),
        parallel(debrief),
        telling(debrief),
        dimensions(debrief),
        key_features(debrief),
        strains(debrief),
        reasons(debrief),
        contested(debrief),
        check_ins(debrief),
        practise(debrief),
        question(debrief),
        notes(debrief),
        limits(debrief),
        versions(debrief),
    )
    opening = Section("path", "", (Para(debrief.path),))
    return Page(debrief.title, _subtitle(debrief), (opening, *(s for s in made if s)))


def _subtitle(debrief: Debrief) -> str:
    parts = ["your first pass" if debrief.rehearsed or debrief.finished else "as far as you went"]
    if not debrief.finished:
        parts.append("stopped before an ending")
    parts.append(MODES.get(debrief.provenance.mode, debrief.provenance.mode))
    if debrief.minutes is not None:
        parts.append("1 minute" if debrief.minutes == 1 else f"{debrief.minutes} minutes")
    return ", ".join(parts)
