"""An issue as JSON data, to be kept by whoever showed it: for their eyes, never to be handed on.

It holds pseudonyms, ids of attempts and exact counts. Without it the next view would not know what
was shown before, and could let somebody subtract; so it is kept beside the key file of the cohort.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ppsim.cohort.policy_forms import Counts, Divided, Form, Nothing, OneWay
from ppsim.cohort.policy_issue import Gone, Issue, Tables

VERSION = 1


class BadIssue(ValueError):
    """Data that is no issue; the message says what is wrong."""


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
        BadIssue: it is of a later version, or none at all. To go on without it would be to forget
            what was shown, so a caller should stop and say so.
    """
    if not isinstance(data, Mapping) or data.get("ppsim_issue") != VERSION:
        raise BadIssue("this is no record of what was shown last, or one of a newer ppsim")
    try:
        return Issue(
            number=data["number"],
            people={person: frozenset(ids) for person, ids in data["people"].items()},
            joined=data["joined"],
            tables={int(when): tables for when, tables in data["tables"].items()},
            forms={table: _form_from_json(form) for table, form in data["forms"].items()},
            moved={table: tuple(when) for table, when in data["moved"].items()},
            covered=data["covered"],
            seen={table: _form_from_json(form) for table, form in data["seen"].items()},
            gone=tuple(
                Gone(frozenset(g["ids"]), g["joined"], g["left"], g["tables"]) for g in data["gone"]
            ),
            began=data["began"],
            finished=data["finished"],
            said=data["said"],
            retracted=data["retracted"],
            withdrawn=frozenset(data["withdrawn"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadIssue(f"the record of what was shown last is damaged ({error!r})") from None


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


def _form_from_json(data: Mapping[str, Any]) -> Form:
    match data["form"]:
        case "nothing":
            return Nothing()
        case "divided":
            return Divided()
        case "one way":
            return OneWay(data["option"], data["n"])
        case "counts":
            cells = tuple((tuple(options), count) for options, count in data["cells"])
            return Counts(data["n"], cells)
    raise BadIssue(f"{data['form']!r} is no form of a table")
