"""Texts of cases and rubrics that are known on this machine, by id and hash."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ppsim.catalogue.listing import UnknownCase, find
from ppsim.catalogue.places import Folder, rubric_folders
from ppsim.catalogue.reading import read_case
from ppsim.catalogue.rubrics import UnknownRubric, base_in, find_rubric
from ppsim.format.canonical import case_hash
from ppsim.format.load import read_rubric_file

if TYPE_CHECKING:
    from ppsim.store.journal import Journal
    from ppsim.store.records import Text
    from ppsim.store.replaying import FindText


def known_texts(folders: Sequence[Folder], journal: Journal | None = None) -> FindText:
    """Looks in the journal, then among the cases of ``folders`` and the rubrics there are."""

    def source(text: Text) -> str | None:
        kept = journal.text(text.kind, text.hash) if journal is not None else None
        if kept is not None:
            return kept.source
        return _case(text, folders) if text.kind == "case" else _rubric(text)

    return source


def _case(text: Text, folders: Sequence[Folder]) -> str | None:
    try:
        case = read_case(find(text.id, folders)).case
    except (UnknownCase, OSError):
        return None
    same = case.value is not None and case_hash(case.value) == text.hash
    return case.source.text if same else None


def _rubric(text: Text) -> str | None:
    try:
        file = find_rubric(text.id, rubric_folders())
        rubric = read_rubric_file(file, base_in(rubric_folders(file)))
    except (UnknownRubric, OSError):
        return None
    same = rubric.value is not None and rubric.value.hash == text.hash
    return (rubric.whole or rubric.source.text) if same else None
