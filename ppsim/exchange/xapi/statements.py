"""One statement for each decision: what was on offer, what was taken, how the rubric reads it.

Nothing says *passed* or *failed*: no option is right, and a case is no test. There is no score, no
name, and nothing a trainee wrote.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from ppsim.exchange.told import Told, ToldDecision
from ppsim.exchange.xapi import iris

Statement = dict[str, Any]


def render(told: Iterable[Told], home_page: str | None = None) -> Iterator[str]:
    """Statements as JSON Lines: the same bytes for the same attempts.

    Args:
        told: the attempts.
        home_page: an IRI to which the pseudonyms belong; by default one made of the cohort.
    """
    for attempt in told:
        for statement in statements(attempt, home_page):
            yield json.dumps(statement, ensure_ascii=False, separators=(",", ":")) + "\n"


def statements(told: Told, home_page: str | None = None) -> tuple[Statement, ...]:
    """The statements of one attempt, in the order decided."""
    return tuple(_statement(told, decision, home_page) for decision in told.decisions)


def _statement(told: Told, decision: ToldDecision, home_page: str | None) -> Statement:
    attempt, row = told.attempt, decision.row
    account = {"homePage": home_page or iris.home_page(told.cohort), "name": attempt.person}
    return {
        "id": str(iris.statement_id(attempt.id, row.n, attempt.rubric)),
        "actor": {"objectType": "Agent", "account": account},
        "verb": {"id": iris.ANSWERED, "display": {"en": "answered"}},
        "object": _activity(told, decision),
        "result": {"response": row.chosen, "extensions": _result(told, decision)},
        "context": _context(told, decision),
        "timestamp": decision.at,
        "version": "1.0.0",
    }


def _activity(told: Told, decision: ToldDecision) -> Statement:
    faced, language = decision.row.faced, told.case.language
    choices = [
        {"id": option, "description": {language: decision.words[option]}}
        for option in faced.offered
    ]
    return {
        "objectType": "Activity",
        "id": iris.decision_activity(
            told.attempt.case_id, told.attempt.case, faced.scene, faced.offered
        ),
        "definition": {
            "type": iris.INTERACTION,
            "name": {language: f"{told.case.title}: {faced.scene}"},
            **({"description": {language: decision.ask}} if decision.ask else {}),
            "interactionType": "choice",
            "choices": choices,
        },
    }


def _result(told: Told, decision: ToldDecision) -> Statement:
    row, option = decision.row, decision.row.option
    found: Statement = {
        "stance": option.stance,
        "weight": option.w,
        "codes": list(option.codes),
    }
    if option.act is not None:
        found["disclosure"] = option.act
    if row.reason is not None:
        found["reason"] = row.reason
    if decision.confidence is not None:
        found["confidence"] = decision.confidence
    return {iris.extension(name): value for name, value in found.items()}


def _context(told: Told, decision: ToldDecision) -> Statement:
    attempt, faced = told.attempt, decision.row.faced
    found: Statement = {
        "case": {
            "id": attempt.case_id,
            "version": told.case.version,
            "hash": attempt.case,
            "key-status": told.case.key_status,
        },
        "rubric": {
            "id": told.rubric_id,
            "version": told.rubric_version,
            "hash": attempt.rubric,
        },
        "attempt": {"number": attempt.number, "mode": attempt.mode, "state": attempt.state},
        "decision": {"number": decision.row.n, "phase": faced.phase, "spine": faced.spine},
        "opportunity": {
            option.id: {"weight": option.w, "codes": list(option.codes)} for option in faced.options
        },
        "order": list(decision.shown),
    }
    language = told.case.language
    return {
        "registration": str(iris.registration(attempt.id)),
        "platform": "ppsim",
        "language": language,
        "contextActivities": {
            "parent": [
                {
                    "objectType": "Activity",
                    "id": iris.case_activity(attempt.case_id, attempt.case),
                    "definition": {
                        "type": iris.SIMULATION,
                        "name": {language: told.case.title},
                    },
                }
            ],
            "category": [
                {
                    "objectType": "Activity",
                    "id": iris.PROFILE_VERSION,
                    "definition": {"type": iris.PROFILE_TYPE},
                }
            ],
        },
        "extensions": {iris.extension(name): value for name, value in found.items()},
    }
