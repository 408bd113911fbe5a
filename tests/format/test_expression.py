from __future__ import annotations

import pytest
from expression_maker import (
    FLAGS,
    NUMBERS,
    WORDS,
    World,
    any_tree,
    as_python,
    sound,
    value,
    worlds,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from ppsim.format.expression import (
    And,
    Chose,
    Compare,
    Count,
    Expr,
    Flag,
    Name,
    Not,
    Number,
    Or,
    Seen,
    Word,
    unparse,
)
from ppsim.format.expression_parser import ExpressionError, parse
from ppsim.format.expression_types import Declared, DeclaredVariable, check


class Everything(dict[str, None]):
    """A set of scenes in which every scene is, its choices unknown."""

    def __contains__(self, key: object) -> bool:
        return True

    def __missing__(self, key: str) -> None:
        return None


DECLARED = Declared(
    variables={
        **{f: DeclaredVariable("flag") for f in FLAGS},
        **{n: DeclaredVariable("number") for n in NUMBERS},
        **{w: DeclaredVariable("word", words) for w, words in WORDS.items()},
    },
    scenes=Everything(),
    codes=("SAR.PAUSE", "FRA.HOLD"),
)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("told", Name("told")),
        ("not told", Not(Name("told"))),
        ("true", Flag(True)),
        ("  pressure>=4  ", Compare(">=", Name("pressure"), Number(4))),
        ("pressure >= -1", Compare(">=", Name("pressure"), Number(-1))),
        ('mood == "calm"', Compare("==", Name("mood"), Word("calm"))),
        ("mood == 'calm'", Compare("==", Name("mood"), Word("calm"))),
        ('seen("the-hour")', Seen("the-hour")),
        ('chose("the-hour/keep")', Chose("the-hour", "keep")),
        ('count("SAR.PAUSE") > 1', Compare(">", Count("SAR.PAUSE"), Number(1))),
        ("a or b and c", Or((Name("a"), And((Name("b"), Name("c")))))),
        ("(a or b) and c", And((Or((Name("a"), Name("b"))), Name("c")))),
        ("not a and b", And((Not(Name("a")), Name("b")))),
        ("not (a and b)", Not(And((Name("a"), Name("b"))))),
        ("not a == b", Not(Compare("==", Name("a"), Name("b")))),
        ("a or b or c", Or((Name("a"), Name("b"), Name("c")))),
        ("((a))", Name("a")),
    ],
)
def test_reads_as(text: str, tree: Expr) -> None:
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("text", "at", "words"),
    [
        ("", 0, "ends too early"),
        ("pressure >", 10, "ends too early"),
        ("pressure = 2", 9, "write =="),
        ("a && b", 2, "write and"),
        ("!a", 0, "write not"),
        ("(a", 0, "not closed"),
        ("a)", 1, "not expected"),
        ("a b", 2, "join two conditions"),
        ("1 < a < 3", 6, "only two values"),
        ("seen(a)", 5, "in quotes"),
        ('seen("a"', 4, "not closed"),
        ('chose("a")', 6, "slash"),
        ('chose("a/b/c")', 6, "slash"),
        ("hit('x')", 0, "no hit"),
        ('mood == "calm', 8, "not closed"),
        ("a # b", 2, "no meaning"),
        ("and", 0, "not expected"),
        ("9999999999", 0, "too large"),
        ("(" * 31 + "a" + ")" * 31, 30, "nested"),
        ("not " * 31 + "a", 120, "nested"),
        ("a or " * 300 + "a", 1000, "longer"),
    ],
)
def test_says_what_is_wrong_and_where(text: str, at: int, words: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert words in caught.value.problem
    assert caught.value.at == at


@given(any_tree)
@settings(deadline=None)
def test_parse_undoes_unparse(tree: Expr) -> None:
    text = unparse(tree)
    assert parse(text) == tree
    assert unparse(parse(text)) == text


@given(sound, worlds)
@settings(deadline=None)
def test_means_what_python_would_mean(tree: Expr, world: World) -> None:
    """Precedence and grouping are Python's: the text, evaluated by Python, agrees."""
    parsed = parse(unparse(tree))
    assert bool(value(parsed, world)) == bool(eval(as_python(tree, world)))  # test data only


@given(sound)
@settings(deadline=None)
def test_sound_conditions_have_no_fault(tree: Expr) -> None:
    assert check(tree, DECLARED) == ()


@given(any_tree, worlds)
@settings(deadline=None)
def test_a_condition_without_fault_is_true_or_false(tree: Expr, world: World) -> None:
    """Where no fault is found, evaluating it never fails and gives a boolean."""
    if not check(tree, DECLARED):
        assert isinstance(value(tree, world), bool)


@given(st.text(max_size=40))
@settings(deadline=None)
def test_any_text_is_read_or_refused_within_itself(text: str) -> None:
    fault: ExpressionError | None = None
    try:
        tree = parse(text)
    except ExpressionError as error:
        fault = error
    else:
        assert parse(unparse(tree)) == tree
    if fault is not None:
        assert 0 <= fault.at <= len(text)
        assert fault.problem


@given(sound, st.data())
@settings(deadline=None)
def test_an_undeclared_name_is_one_fault_where_it_stands(tree: Expr, data: st.DataObject) -> None:
    text = unparse(tree)
    named = [n for n in (*FLAGS, *NUMBERS) if n in text and f'"{n}' not in text]
    if not named:
        return
    gone = data.draw(st.sampled_from(named))
    variables = {k: v for k, v in DECLARED.variables.items() if k != gone}
    faults = check(parse(text), Declared(variables, DECLARED.scenes, DECLARED.codes))
    unknown = [f for f in faults if f.rule.code == "PP303"]
    assert unknown
    assert all(text[f.at : f.at + f.length] == gone for f in unknown)
