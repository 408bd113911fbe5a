"""Findings by the scene they stand in."""

from __future__ import annotations

from collections.abc import Iterable

from ppsim.format.diagnostics import Diagnostic
from ppsim.format.places import Document, MappingPlace


def by_scene(
    findings: Iterable[Diagnostic], document: Document
) -> dict[str | None, list[Diagnostic]]:
    """Scene id -> the findings that begin in its lines; ``None`` -> those outside of all scenes.

    Args:
        findings: of one case file.
        document: the file as it was loaded.
    """
    scenes = document.part(("scenes",))
    starts = []
    if isinstance(scenes, MappingPlace):
        starts = [(key.start_mark.line + 1, name) for name, key in scenes.keys.items()]
        starts.sort()
        end = scenes.end_mark.line + (scenes.end_mark.column > 0)
    found: dict[str | None, list[Diagnostic]] = {}
    for finding in findings:
        scene = None
        if starts and finding.span is not None and finding.span.line <= end:
            for line, name in starts:
                if line > finding.span.line:
                    break
                scene = name
        found.setdefault(scene, []).append(finding)
    return found
