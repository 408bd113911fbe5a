"""An attempt as one JSON file: written from what is handed in, read without believing it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ppsim.exchange.attempt_model import FORMAT, AttemptPart, TextPart, checked
from ppsim.exchange.hostile_json import read_json
from ppsim.store.handed_in import HandedIn, Picked
from ppsim.store.records import Text, TextKind

SUFFIX = ".ppsim.json"


def render(handed: HandedIn, *, texts: bool = True) -> str:
    """The file of an attempt: the same bytes for the same attempt.

    Args:
        handed: what is handed in.
        texts: with the text of case and rubric, so that it replays where neither is known.
    """
    data: dict[str, Any] = {
        "ppsim_attempt": FORMAT,
        "id": handed.id,
        "cohort": handed.cohort,
        "person": handed.person,
        "consent": handed.consent,
        "case": _text(handed.case, texts),
        "rubric": _text(handed.rubric, texts),
        "seed": handed.seed,
        "mode": handed.mode,
        "state": handed.state,
        "started_at": handed.started_at,
        "ended_at": handed.ended_at,
        "events": [dict(event) for event in handed.events],
        "picked": [{"kind": p.kind, "event": p.event, "words": p.words} for p in handed.picked],
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def read(path: Path) -> HandedIn:
    """What a file hands in; that it replays is for `ppsim.exchange.replaying` to show.

    Raises:
        BadFile: it is no attempt file; the message says why.
    """
    return handed_in(checked(read_json(path)))


def handed_in(part: AttemptPart) -> HandedIn:
    """The checked content of a file, as a value."""
    return HandedIn(
        id=part.id,
        cohort=part.cohort,
        person=part.person,
        consent=part.consent,
        case=_of("case", part.case),
        rubric=_of("rubric", part.rubric),
        seed=part.seed,
        mode=part.mode,
        state=part.state,
        started_at=part.started_at,
        ended_at=part.ended_at,
        events=tuple(part.events),
        picked=tuple(Picked(p.kind, p.event, p.words) for p in part.picked),
    )


def file_name(handed: HandedIn) -> str:
    """A name for the file in a folder: pseudonym, case, the start of its id."""
    return f"{handed.person}-{handed.case.id}-{handed.id[:8]}{SUFFIX}"


def files_in(path: Path, unopened: Callable[[OSError], object] | None = None) -> tuple[Path, ...]:
    """The attempt files of a folder and of the folders in it, by name; or the file itself.

    Args:
        path: a folder, or a file.
        unopened: is told of each folder that cannot be looked into.
    """
    if not path.is_dir():
        return (path,)
    found = (
        Path(above, name)
        for above, _, names in os.walk(path, onerror=unopened)
        for name in names
        if name.endswith(SUFFIX)
    )
    return tuple(sorted(p for p in found if p.is_file()))


def _text(text: Text, whole: bool) -> dict[str, Any]:
    data = {"id": text.id, "version": text.version, "hash": text.hash, "title": text.title}
    return {**data, "source": text.source} if whole and text.source else data


def _of(kind: TextKind, part: TextPart) -> Text:
    return Text(kind, part.hash, part.id, part.version, part.title, part.source or "")
