"""From the text of a condition to its tree; the grammar is in ``ppsim.format.expression``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

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
    Operator,
    Or,
    Seen,
    Word,
)

MAX_LENGTH = 1_000
MAX_DEPTH = 30


class ExpressionError(ValueError):
    """A condition that cannot be read: what is wrong, and where in its text (from 0)."""

    def __init__(self, problem: str, at: int, length: int = 1) -> None:
        super().__init__(problem)
        self.problem = problem
        self.at = at
        self.length = max(1, length)


_TOKEN = re.compile(
    r"""\s*(?:
      (?P<word>"[^"]*"|'[^']*')
    | (?P<number>-?[0-9]+)
    | (?P<name>[A-Za-z_][A-Za-z0-9_]*)
    | (?P<op>==|!=|<=|>=|<|>)
    | (?P<paren>[()])
    | (?P<end>$)
    )""",
    re.VERBOSE,
)
_INSTEAD = {
    "=": "write == to compare",
    "&&": "write and",
    "||": "write or",
    "!": "write not",
    "&": "write and",
    "|": "write or",
    "=>": "write >=",
    "=<": "write <=",
    "<>": "write !=",
    "\N{GREATER-THAN OR EQUAL TO}": "write >=",
    "\N{LESS-THAN OR EQUAL TO}": "write <=",
    "\N{NOT EQUAL TO}": "write !=",
}
_WITH_A_SLASH = 'chose takes scene and choice with a slash between, as in chose("scene/choice")'
_BARE_NAME = re.compile(r"\b(seen|chose|count)[ ]*\([ ]*(?P<name>[^\s\"'()][^\"'()]*)$")
"""Up to where a text ends, a name that should be in quotation marks."""
_CALLS = ("seen", "chose", "count")
_EXAMPLE = {
    "seen": 'seen("scene")',
    "chose": 'chose("scene/choice")',
    "count": 'count("CODE")',
}
_OPERATORS: dict[str, Operator] = {
    "==": "==",
    "!=": "!=",
    "<": "<",
    "<=": "<=",
    ">": ">",
    ">=": ">=",
}


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    at: int


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    at = 0
    while True:
        match = _TOKEN.match(text, at)
        if match is None:
            raise _unreadable(text, at)
        kind = str(match.lastgroup)
        found.append(_Token(kind, match[kind], match.start(kind)))
        if kind == "end":
            return found
        at = match.end()


def _unreadable(text: str, at: int) -> ExpressionError:
    at += len(text[at:]) - len(text[at:].lstrip())
    bare = _BARE_NAME.search(text[:at])
    if bare is not None:
        start = bare.end() - len(bare["name"])
        return ExpressionError(_in_quotes(bare[1]), start, len(re.split(r"[\s)]", text[start:])[0]))
    for length in (2, 1):
        sign = text[at : at + length]
        if sign in _INSTEAD:
            return ExpressionError(f"{sign} is not used here; {_INSTEAD[sign]}", at, length)
    if text[at] in "\"'":
        return ExpressionError("the quotation mark is not closed", at, len(text) - at)
    if text[at] in "\u201c\u201d\u2018\u2019":
        return ExpressionError("these are curly quotation marks; use straight ones", at)
    if text[at] == ",":
        two = re.search(r"chose[ ]*\([^()]*$", text[:at])
        return ExpressionError(_WITH_A_SLASH if two else "join two conditions with and, or", at)
    if text[at] == "." and text[at - 1 : at].isdigit():
        return ExpressionError("numbers are whole here", at)
    return ExpressionError(f"{text[at]} has no meaning here", at)


def _in_quotes(call: str) -> str:
    return f"{call} takes one name in quotes, as in {_EXAMPLE[call]}"


@lru_cache(maxsize=4096)
def parse(text: str) -> Expr:
    """The tree of a condition.

    Raises:
        ExpressionError: not a condition; names and types are not looked at here.
    """
    if len(text) > MAX_LENGTH:
        raise ExpressionError(f"it is longer than {MAX_LENGTH} characters", MAX_LENGTH)
    reader = _Reader(_tokens(text))
    expr = reader.either()
    left = reader.here
    if left.kind != "end":
        raise reader.unexpected(left)
    return expr


class _Reader:
    """Recursive descent over the tokens, its depth bounded."""

    def __init__(self, tokens: list[_Token]) -> None:
        self.tokens = tokens
        self.i = 0
        self.depth = 0

    @property
    def here(self) -> _Token:
        return self.tokens[self.i]

    def take(self, *texts: str, kind: str = "name") -> _Token | None:
        token = self.here
        if token.kind == kind and token.text in texts:
            self.i += 1
            return token
        return None

    def unexpected(self, token: _Token) -> ExpressionError:
        if token.kind == "end":
            return ExpressionError("it ends too early", token.at)
        before = self.tokens[self.i - 1] if self.i else None
        if token.kind == "op" and before is not None:
            return ExpressionError(
                "only two values can be compared; join two comparisons with and",
                token.at,
                len(token.text),
            )
        said = token.text if token.kind == "word" else f'"{token.text}"'
        problem = f"{said} was not expected here"
        for one in (token, before):
            if one is not None and one.text in ("AND", "OR", "NOT"):
                return ExpressionError(f"{one.text} is written small", one.at, len(one.text))
        if before is not None and before.kind in ("name", "number", "word"):
            problem += "; join two conditions with and, or"
        return ExpressionError(problem, token.at, len(token.text))

    def deeper(self, at: int) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise ExpressionError(f"it is nested more than {MAX_DEPTH} deep", at)

    def either(self) -> Expr:
        parts = [self.both()]
        while self.take("or"):
            parts.append(self.both())
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def both(self) -> Expr:
        parts = [self.negation()]
        while self.take("and"):
            parts.append(self.negation())
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def negation(self) -> Expr:
        token = self.take("not")
        if token is None:
            return self.comparison()
        self.deeper(token.at)
        expr = Not(self.negation())
        self.depth -= 1
        return expr

    def comparison(self) -> Expr:
        left = self.value()
        token = self.here
        if token.kind != "op":
            return left
        self.i += 1
        return Compare(_OPERATORS[token.text], left, self.value(), token.at)

    def value(self) -> Expr:
        token = self.here
        if token.kind == "number":
            if len(token.text) > 9:
                raise ExpressionError("the number is too large", token.at, len(token.text))
            self.i += 1
            return Number(int(token.text), token.at)
        if token.kind == "word":
            self.i += 1
            return Word(token.text[1:-1], token.at)
        if token.kind == "paren" and token.text == "(":
            self.i += 1
            self.deeper(token.at)
            expr = self.either()
            if not self.take(")", kind="paren"):
                raise self.unclosed(token)
            self.depth -= 1
            return expr
        if token.kind == "name" and token.text not in ("and", "or", "not"):
            self.i += 1
            if token.text in ("true", "false"):
                return Flag(token.text == "true", token.at)
            if self.here.kind == "paren" and self.here.text == "(":
                return self.call(token)
            return Name(token.text, token.at)
        raise self.unexpected(token)

    def unclosed(self, bracket: _Token) -> ExpressionError:
        if self.here.kind == "end":
            return ExpressionError("the bracket ( is not closed", bracket.at)
        return self.unexpected(self.here)

    def call(self, name: _Token) -> Expr:
        if name.text not in _CALLS:
            raise ExpressionError(
                f"there is no {name.text}(...); there are seen, chose and count",
                name.at,
                len(name.text),
            )
        self.i += 1
        token = self.here
        if token.kind != "word":
            raise ExpressionError(
                _in_quotes(name.text),
                token.at if token.kind != "end" else name.at,
                len(token.text) or len(name.text),
            )
        self.i += 1
        if self.here.text in ("and", "or"):
            one = f"{name.text}({token.text})"
            problem = f"{name.text} takes one name: {one} {self.here.text} {name.text}(...)"
            raise ExpressionError(problem, self.here.at, len(self.here.text))
        if not self.take(")", kind="paren"):
            raise self.unclosed(_Token("paren", "(", name.at + len(name.text)))
        text = token.text[1:-1]
        if name.text == "seen":
            return Seen(text, token.at + 1)
        if name.text == "count":
            return Count(text, token.at + 1)
        scene, slash, choice = text.partition("/")
        if not slash or not scene or not choice or "/" in choice:
            raise ExpressionError(
                _WITH_A_SLASH,
                token.at,
                len(token.text),
            )
        return Chose(scene, choice, token.at + 1)
