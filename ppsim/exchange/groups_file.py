"""Who is in which of two groups, as an instructor's own table says: pseudonym and group.

Columns are parted by commas, semicolons or tabs, as the first line shows; further columns are left
alone. Whatever is in a cell is text and nothing else. Nothing of the file is kept.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ppsim.format.diagnostics import quoted
from ppsim.format.source import decode

COLUMNS = ("pseudonym", "group")
LONGEST = 60
"""Characters of a group's name."""
_NAMED = 5
"""Groups that a message names, at most."""


class BadGroups(ValueError):
    """The table cannot be used; the message says where and why, in plain words."""


@dataclass(frozen=True, slots=True)
class Groups:
    """Two groups of people."""

    of: Mapping[str, str]
    """Pseudonym -> group."""
    reference: str
    """The group compared with: the first by the alphabet, however the table is sorted."""
    focal: str
    """The group asked about."""


def read_groups(path: Path) -> Groups:
    """The groups in a file.

    Raises:
        BadGroups: it is no table of pseudonyms and exactly two groups, or names somebody twice.
        OSError: it cannot be read.
    """
    source, fault = decode(path.read_bytes(), path.name)
    if fault is not None or "\0" in source.text:
        why = fault.rule.message.format(**fault.fields) if fault is not None else "it is no text"
        raise BadGroups(f"{path}: {why}; save the table as 'CSV UTF-8'")
    try:
        return _groups(source.text)
    except BadGroups as bad:
        raise BadGroups(f"{path}{bad}") from None


def _groups(text: str) -> Groups:
    sign = max(",;\t", key=text.split("\n", 1)[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    of: dict[str, str] = {}
    lines: dict[str, int] = {}
    try:
        head = [cell.strip().casefold() for cell in next(reader, [])]
        if any(head.count(column) != 1 for column in COLUMNS):
            raise BadGroups(": the first line names two columns, each once: pseudonym, group")
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            where = f", line {reader.line_num}"
            if len(cells) != len(head):
                raise BadGroups(f"{where}: {_cells(len(cells))} under {len(head)} columns")
            person, group = (cells[head.index(column)].strip() for column in COLUMNS)
            if not person or not group:
                raise BadGroups(f"{where}: a pseudonym and its group belong together")
            if len(group) > LONGEST:
                raise BadGroups(f"{where}: a group's name has up to {LONGEST} characters")
            if person in of:
                raise BadGroups(f"{where}: {quoted(person)} stands in line {lines[person]} already")
            of[person], lines[person] = group, reader.line_num
    except csv.Error as error:
        raise BadGroups(f", line {reader.line_num}: this is no table ({error})") from None
    names = sorted(set(of.values()))
    if len(names) != 2:
        raise BadGroups(f": two groups are compared, and here {_counted(names)}")
    return Groups(of, *names)


def _counted(names: list[str]) -> str:
    if not names:
        return "is nobody in a group"
    if len(names) == 1:
        return f"is one: {quoted(names[0])}"
    more = ", ..." if len(names) > _NAMED else ""
    return f"are {len(names)}: {', '.join(map(quoted, names[:_NAMED]))}{more}"


def _cells(n: int) -> str:
    return "1 cell" if n == 1 else f"{n} cells"
