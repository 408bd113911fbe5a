"""Ratings as tables and YAML, and what is wrong with them. All of them are made up."""

from __future__ import annotations

import re

import pytest
from panel_case import CASE, CODES, OPTIONS, ROOT, case_of

from ppsim.panel.judge import options_of
from ppsim.panel.ratings import BadRatings, Ratings, read_ratings

HEAD = "rater,option,rating\n"


def read(text: str | bytes, name: str = "r.csv") -> Ratings:
    data = text.encode() if isinstance(text, str) else text
    return read_ratings({name: data}, CASE, CODES, OPTIONS)


def refused(text: str | bytes, name: str = "r.csv") -> str:
    with pytest.raises(BadRatings) as bad:
        read(text, name)
    return str(bad.value)


SAME = {("room", "say-so"): {"a": 8, "b": 7}, ("room", "mobile"): {"a": 2}}


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_tables_of_every_office_are_read(sign: str, mark: str, end: str) -> None:
    rows = ["Rater,Option,Rating", "a,room/say-so,8", "b, room/say-so ,7", ",,", "a,room/mobile,2"]
    text = mark + end.join(row.replace(",", sign) for row in rows) + end
    assert read(text).numbers == SAME
    assert read(text).extremes is False


def test_yaml_says_the_same() -> None:
    text = "ratings:\n  a: {room/say-so: 8, room/mobile: 2}\n  b:\n    room/say-so: 7\n"
    assert read(text, "r.yaml").numbers == SAME
    coded = "codes:\n  a: {room/say-so: [ATT.REFLECT, SAR.PAUSE]}\n  b: {room/say-so: SAR.PAUSE}\n"
    assert read(coded, "r.yaml").codes == {
        ("room", "say-so"): {"a": "ATT.REFLECT", "b": "SAR.PAUSE"}
    }


def test_best_and_worst_are_in_order() -> None:
    found = read(HEAD + "a,room/say-so,best\na,room/mobile,Worst\n")
    assert found.extremes is True
    assert found.numbers == {("room", "say-so"): {"a": 3}, ("room", "mobile"): {"a": 1}}


def test_files_are_put_together() -> None:
    files = {"a.csv": b"rater,option,rating\na,room/say-so,8\na,room/mobile,2\n"}
    files["b.yml"] = b"ratings: {b: {room/say-so: 7}}\n"
    assert read_ratings(files, CASE, CODES, OPTIONS).numbers == SAME


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "r.csv:1: the first line names the columns"),
        ("rater,rating\na,8\n", "here is rater, rating"),
        ("rater,option\na,room/say-so\n", "rating or code"),
        ("rater,option,rating,rating\n", "rating stands there twice"),
        (HEAD, "there is no rating in it"),
        (HEAD + "a,room/say-so\n", "r.csv:2: 2 cells under 3 columns"),
        (HEAD + "a,room/say-so,10\n", 'r.csv:2: "10" is no rating: a whole number from 1 to 9'),
        (HEAD + 'a,room/say-so,"7,5"\n', "is no rating"),
        (HEAD + "a,room/say-so,good\n", "or best, or worst"),
        (HEAD + "a,room/say-so,=B2\n", '"=B2" is a formula'),
        (HEAD + "=cmd|' /C calc'!A0,room/say-so,7\n", "is a formula"),
        (HEAD + ",room/say-so,7\n", "nobody is named"),
        (HEAD + "a,say-so,7\n", "an option is scene/choice, such as room/say-so"),
        (HEAD + "a,room/say-to,7\n", "Did you mean room/say-so?"),
        (HEAD + "a,hall/say-so,7\n", "no decision with the option"),
        (HEAD + "a,room/say-so,7\na,room/say-so,8\n", "r.csv:3: a has said something"),
        (HEAD + "a,room/say-so,7\nb,room/say-so,best\n", "r.csv:3: numbers and best/worst"),
        ("rater,option,code\na,room/say-so,ATT.REFLEKT\n", "Did you mean ATT.REFLECT?"),
        (HEAD + 'a,"room/say-so,7\n', "this is no table"),
        (b"rater,option,rating\nJos\xe9,room/say-so,7\n", "not UTF-8"),
        ("rater,option,rating\n".encode("utf-16"), "not UTF-8"),
        (b"PK\x03\x04\x00\x00", "an office document"),
    ],
)
def test_what_is_wrong_with_a_table_is_said_at_its_line(text: str | bytes, says: str) -> None:
    assert says in refused(text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "there is no rating in it"),
        ("rating: 3\n", "neither 'ratings:' nor 'codes:'"),
        ("ratings: [a]\n", "with raters below them"),
        ("ratings:\n  a: 7\n", "r.yaml:2: below a rater stand options"),
        ("ratings:\n  a:\n    room/say-so: 7.5\n", "r.yaml:3"),
        ("ratings:\n  a: {room/say-so: 7\n", "r.yaml:2: text cannot begin with {"),
        ("rating: {a: {room/say-so: 7}}\n", "neither"),
    ],
)
def test_what_is_wrong_with_yaml_is_said_at_its_line(text: str, says: str) -> None:
    assert says in refused(text, "r.yaml")


def test_many_faults_are_told_and_the_rest_counted() -> None:
    said = refused(HEAD + "a,room/say-so,0\n" * 30)
    assert len(said.splitlines()) == 21
    assert said.endswith("... and 10 more")


def test_the_table_of_another_case_is_one_fault() -> None:
    rows = "".join(f"{r},{option},7\n" for r in "abc" for option in ("key/a", "key/b", "hall/c"))
    said = refused(HEAD + rows)
    assert "none of the 3 options in it is one of" in said
    assert len(said.splitlines()) == 1


def test_what_the_page_shows_is_read_on_the_case_that_format_begins_with() -> None:
    case = re.findall(
        r"```yaml\n(.*?)```", (ROOT / "docs" / "format.md").read_text("utf-8"), re.DOTALL
    )[0]
    shown = re.findall(
        r"```\w+\n(.*?)```", (ROOT / "docs" / "panels.md").read_text("utf-8"), re.DOTALL
    )
    tables = [text for text in shown if text.startswith("rater,")]
    mappings = [text for text in shown if text.startswith("ratings:")]
    assert len(tables) == len(mappings) == 1
    rated = case_of(case)
    for name, text in (("r.csv", tables[0]), ("r.yaml", mappings[0])):
        found = read_ratings({name: text.encode()}, rated, CODES, options_of(rated))
        assert found.numbers["room", "say-so"]["r1"] == 8
