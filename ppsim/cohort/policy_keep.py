"""An issue as JSON data, to be kept by whoever showed it: for their eyes, never to be handed on.

It holds pseudonyms, ids of attempts and exact counts. Without it the next view would not know what
was shown before, and could let somebody subtract; so it is kept beside the key file of the cohort.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ppsim.cohort.policy_forms import Counts, Divided, Form, Nothing, OneWay
from ppsim.cohort.policy_issue import Gone, Issue, Tables

VERSION = 1

_Count = Annotated[int, Field(ge=0)]
_Number = Annotated[str, Field(pattern=r"^[0-9]{1,9}$")]
_Tables = dict[str, dict[str, _Count]]


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


_Cell = Annotated[tuple[list[str], _Count], Field(strict=False)]
"""Of JSON, which has no tuples: a list of two."""


class _Words(_Part):
    form: Literal["nothing", "divided"]


class _OneWay(_Part):
    form: Literal["one way"]
    option: str
    n: _Count | None


class _Counts(_Part):
    form: Literal["counts"]
    n: _Count
    cells: list[_Cell]


_Form = Annotated[_Words | _OneWay | _Counts, Field(discriminator="form")]


class _Gone(_Part):
    ids: list[str]
    joined: _Count
    left: _Count
    tables: _Tables


class _Issue(_Part):
    """What version 1 holds, and nothing else."""

    ppsim_issue: Literal[1]
    number: Annotated[int, Field(ge=1)]
    people: dict[str, list[str]]
    joined: dict[str, _Count]
    tables: dict[_Number, _Tables]
    forms: dict[str, _Form]
    moved: dict[str, list[_Count]]
    covered: dict[str, _Count]
    seen: dict[str, _Form]
    gone: list[_Gone]
    began: _Count
    finished: _Count
    said: str | None
    retracted: bool
    withdrawn: list[str]


class BadIssue(ValueError):
    """Data that is no issue; the message says what is wrong.

    Attributes:
        newer: it may well be one, of a ppsim that knows more.
    """

    def __init__(self, message: str, *, newer: bool = False) -> None:
        super().__init__(message)
        self.newer = newer


def issue_to_json(issue: Issue) -> dict[str, Any]:
    """The issue as JSON data; ``issue_from_json`` reads it back, equal to what it was."""
    return {
        "ppsim_issue": VERSION,
        "number": issue.number,
        "people": {person: sorted(ids) for person, ids in sorted(issue.people.items())},
        "joined": dict(sorted(issue.joined.items())),
        "tables": {str(when): _plain(tables) for when, tables in issue.tables.items()},
        "forms": {table: _form_to_json(form) for table, form in issue.forms.items()},
        "moved": {table: list(when) for table, when in issue.moved.items()},
        "covered": dict(issue.covered),
        "seen": {table: _form_to_json(form) for table, form in issue.seen.items()},
        "gone": [
            {
                "ids": sorted(gone.ids),
                "joined": gone.joined,
                "left": gone.left,
                "tables": _plain(gone.tables),
            }
            for gone in issue.gone
        ],
        "began": issue.began,
        "finished": issue.finished,
        "said": issue.said,
        "retracted": issue.retracted,
        "withdrawn": sorted(issue.withdrawn),
    }


def issue_from_json(data: object) -> Issue:
    """The issue that ``issue_to_json`` gave.

    Raises:
        BadIssue: it is of a later version, or none at all, or a part of it is not what it should
            be. To go on without it would be to forget what was shown, so a caller should stop and
            say so.
    """
    version = data.get("ppsim_issue") if isinstance(data, Mapping) else None
    if type(version) is not int:
        raise BadIssue("this is no record of what was shown last")
    if version > VERSION:
        raise BadIssue(
            f"this record of what was shown last was kept by a newer ppsim (record {version}, and "
            f"this one knows {VERSION})",
            newer=True,
        )
    try:
        return _read(_Issue.model_validate(data))
    except ValidationError as error:
        place = ".".join(map(str, error.errors()[0]["loc"]))[:80]
        raise BadIssue(f"the record of what was shown last is damaged (at {place})") from None


def _read(data: _Issue) -> Issue:
    return Issue(
        number=data.number,
        people={person: frozenset(ids) for person, ids in data.people.items()},
        joined=data.joined,
        tables={int(when): tables for when, tables in data.tables.items()},
        forms={table: _form_from_json(form) for table, form in data.forms.items()},
        moved={table: tuple(when) for table, when in data.moved.items()},
        covered=data.covered,
        seen={table: _form_from_json(form) for table, form in data.seen.items()},
        gone=tuple(Gone(frozenset(g.ids), g.joined, g.left, g.tables) for g in data.gone),
        began=data.began,
        finished=data.finished,
        said=data.said,
        retracted=data.retracted,
        withdrawn=frozenset(data.withdrawn),
    )


def _plain(tables: Tables) -> dict[str, dict[str, int]]:
    return {table: dict(votes) for table, votes in tables.items()}


def _form_to_json(form: Form) -> dict[str, Any]:
    match form:
        case Nothing():
            return {"form": "nothing"}
        case Divided():
            return {"form": "divided"}
        case OneWay(option, n):
            return {"form": "one way", "option": option, "n": n}
        case Counts(n, cells):
            return {"form": "counts", "n": n, "cells": [[list(o), count] for o, count in cells]}


def _form_from_json(data: _Words | _OneWay | _Counts) -> Form:
    match data:
        case _OneWay():
            return OneWay(data.option, data.n)
        case _Counts():
            return Counts(data.n, tuple((tuple(options), n) for options, n in data.cells))
        case _Words():
            return Nothing() if data.form == "nothing" else Divided()
