"""What a panel said: ratings or codes of options by raters, read from CSV and YAML.

A rating is a number from 1 (worst) to 9 (best), or ``best`` and ``worst`` of a decision, with
nothing said of the options between; a file holds one kind. A code is the main one a rater gives an
option. Whatever does not fit is said at its line.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ppsim.format.case import Case
from ppsim.format.diagnostics import quoted, suggest
from ppsim.format.places import Document
from ppsim.format.recovery import read_through
from ppsim.format.source import Findings, decode

LOWEST, HIGHEST = 1, 9
WORST, BETWEEN, BEST = 1, 2, 3
"""``worst``, what a rater called neither, and ``best``, as numbers in order."""
_EXTREMES = {"best": BEST, "worst": WORST}
_WANTED = ("rater", "option")
_SAID = ("rating", "code")
_FORMULA = ("=", "+", "-", "@")
_MOST_FAULTS = 20
_SEVERAL = 3
"""Options, none of them the case's, that tell of another case rather than of slips."""

Option = tuple[str, str]
"""Scene, choice."""


class BadRatings(Exception):
    """The ratings cannot be used; each line of the message says where and why."""

    def __init__(self, faults: Collection[str]) -> None:
        said = list(faults)[:_MOST_FAULTS]
        more = len(faults) - len(said)
        super().__init__("\n".join([*said, f"... and {more} more"] if more else said))


@dataclass(slots=True)
class Ratings:
    """What raters said of options."""

    numbers: dict[Option, dict[str, int]] = field(default_factory=dict)
    """Option -> rater -> rating."""
    codes: dict[Option, dict[str, str]] = field(default_factory=dict)
    """Option -> rater -> main code."""
    extremes: bool | None = None
    """Whether the numbers are of best and worst; ``None`` where there are none."""

    @property
    def raters(self) -> tuple[str, ...]:
        """Everybody who rated or coded anything."""
        rated = {rater for by_rater in self.numbers.values() for rater in by_rater}
        coded = {rater for by_rater in self.codes.values() for rater in by_rater}
        return tuple(sorted(rated | coded))


@dataclass(frozen=True, slots=True)
class _Row:
    where: str
    rater: str
    option: str
    rating: str
    code: str


def read_ratings(
    files: Mapping[str, bytes], case: Case, codes: Collection[str], options: Collection[Option]
) -> Ratings:
    """The ratings in some files, by the names they are spoken of by.

    Args:
        files: name -> bytes; a name that ends in .csv, .tsv or .txt is a table, others are YAML.
        case: the case that was rated.
        codes: of its rubric.
        options: those of its decisions.

    Raises:
        BadRatings: something in them does not fit.
    """
    faults: list[str] = []
    ratings = Ratings()
    for name, data in files.items():
        before = len(faults)
        text = _text(data, name, faults)
        if text is None:
            continue
        table = name.lower().endswith((".csv", ".tsv", ".txt"))
        rows = list(_table(text, name, faults) if table else _yaml(text, name, faults))
        if not rows and len(faults) == before:
            faults.append(f"{name}: there is no rating in it")
        named = {row.option for row in rows if "/" in row.option}
        if len(named) >= _SEVERAL and not any(_option(one) in options for one in named):
            example = "/".join(next(iter(options), ("scene", "choice")))
            faults.append(
                f"{name}: none of the {len(named)} options in it is one of {case.id}, such as "
                f"{example}; is it the table of another case?"
            )
            continue
        for row in rows:
            _take(row, ratings, case, codes, options, faults)
    if faults:
        raise BadRatings(faults)
    return ratings


def _text(data: bytes, name: str, faults: list[str]) -> str | None:
    source, fault = decode(data, name)
    if fault is not None:
        why = fault.rule.message.format(**fault.fields)
        faults.append(f"{name}: {why}. Save it as 'CSV UTF-8'")
        return None
    if "\0" in source.text:
        faults.append(f"{name}: this is no text; save the table as 'CSV UTF-8'")
        return None
    return source.text


def _table(text: str, name: str, faults: list[str]) -> Iterator[_Row]:
    """The rows of a table parted by commas, semicolons or tabs, as the first line shows."""
    first = text.split("\n", 1)[0]
    sign = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    try:
        head = [cell.strip().casefold() for cell in next(reader, [])]
        missing = [column for column in _WANTED if column not in head]
        if missing or not set(_SAID) & set(head):
            there = ", ".join(filter(None, head)) or "nothing"
            faults.append(
                f"{name}:1: the first line names the columns: rater, option, and rating or code; "
                f"here is {there}"
            )
            return
        twice = [column for column in (*_WANTED, *_SAID) if head.count(column) > 1]
        if twice:
            faults.append(f"{name}:1: the column {twice[0]} stands there twice")
            return
        for cells in reader:
            where = f"{name}:{reader.line_num}"
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(head):
                faults.append(f"{where}: {len(cells)} cells under {len(head)} columns")
                continue
            row = dict(zip(head, (cell.strip() for cell in cells), strict=True))
            formula = next((cell for cell in row.values() if _is_formula(cell)), None)
            if formula is not None:
                said_so = f"{quoted(formula)} is a formula"
                faults.append(f"{where}: {said_so}; paste the values alone and save again")
                continue
            said = (row.get(column, "") for column in _SAID)
            yield _Row(where, row["rater"], row["option"], *said)
    except csv.Error as error:
        faults.append(f"{name}:{reader.line_num}: this is no table: {error}")


def _is_formula(cell: str) -> bool:
    return cell.startswith(_FORMULA) and not re.fullmatch(r"[-+]?[0-9.,]+", cell)


def _yaml(text: str, name: str, faults: list[str]) -> Iterator[_Row]:
    """``ratings:`` and ``codes:``, each with raters and below them options."""
    findings = Findings(decode(text, name)[0])
    document, _ = read_through(findings)
    for finding in findings:
        line = finding.span.line if finding.span else 1
        faults.append(f"{name}:{line}: {finding.message}")
    if document is None:
        return
    data = document.data
    known = {"ratings": "rating", "codes": "code"}
    if not isinstance(data, dict) or not set(data) & set(known):
        faults.append(f"{name}:1: there is neither 'ratings:' nor 'codes:' in it")
        return
    for key, by_rater in data.items():
        if key not in known or not isinstance(by_rater, dict):
            wanted = "ratings and codes, each with raters below them"
            faults.append(f"{_at(document, name, key)}: the file has {wanted}, not {quoted(key)}")
            continue
        for rater, said in by_rater.items():
            if not isinstance(said, dict):
                where = _at(document, name, key, rater)
                faults.append(f"{where}: below a rater stand options, such as room/say-so: 7")
                continue
            for option, value in said.items():
                where = _at(document, name, key, rater, option)
                written = _written(value)
                rating, code = (written, "") if key == "ratings" else ("", written)
                yield _Row(where, rater, option, rating, code)


def _at(document: Document, name: str, *path: str) -> str:
    return f"{name}:{document.key(path).start_mark.line + 1}"


def _written(value: Any) -> str:
    if isinstance(value, tuple):
        return " ".join(map(str, value))
    return "" if value is None else str(value)


def _take(
    row: _Row,
    ratings: Ratings,
    case: Case,
    codes: Collection[str],
    options: Collection[Option],
    faults: list[str],
) -> None:
    """Put one row into ``ratings``, or say why not."""
    if not row.rater:
        faults.append(f"{row.where}: nobody is named under 'rater'")
        return
    option = _option(row.option)
    if option not in options:
        faults.append(f"{row.where}: {_strange(row.option, case, options)}")
        return
    if row.rating:
        number = _number(row, ratings, faults)
        if number is not None:
            _once(ratings.numbers.setdefault(option, {}), row, number, faults)
    if row.code:
        code = re.split(r"[\s;|,]+", row.code)[0]
        if code not in codes:
            faults.append(
                f"{row.where}: the rubric {case.rubric} has no code {quoted(code)}. "
                f"{suggest(code, codes) or ''}".rstrip()
            )
        else:
            _once(ratings.codes.setdefault(option, {}), row, code, faults)


def _option(written: str) -> Option:
    scene, _, choice = written.partition("/")
    return scene, choice


def _strange(option: str, case: Case, options: Collection[Option]) -> str:
    known = [f"{scene}/{choice}" for scene, choice in options]
    if "/" not in option:
        return f"{quoted(option)} is no option; an option is scene/choice, such as {known[0]}"
    hint = suggest(option, known) or ""
    return f"{case.id} has no decision with the option {quoted(option)}. {hint}".rstrip()


def _number(row: _Row, ratings: Ratings, faults: list[str]) -> int | None:
    text = row.rating.casefold()
    extreme = text in _EXTREMES
    if not extreme and (not text.isascii() or not text.isdecimal() or len(text) > 1 or text == "0"):
        faults.append(
            f"{row.where}: {quoted(row.rating)} is no rating: a whole number from {LOWEST} to "
            f"{HIGHEST}, or best, or worst"
        )
        return None
    if ratings.extremes not in (None, extreme):
        faults.append(f"{row.where}: numbers and best/worst are mixed; a panel uses one of them")
        return None
    ratings.extremes = extreme
    return _EXTREMES[text] if extreme else int(text)


def _once(said: dict[str, Any], row: _Row, value: object, faults: list[str]) -> None:
    if row.rater in said:
        faults.append(f"{row.where}: {row.rater} has said something of {row.option} before")
    said[row.rater] = value
