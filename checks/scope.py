"""Scope expressions: "does this apply to us?", written so that a lawyer can read it.

An expression asks about the scoping answers Q01 to Q30:

    Q08 has any of 5A001.f, 5A001.j and not Q05 is "no"
    Q19 has any of police, intelligence or GOV
    Q11 is answered and (CYB or NLT)

Tests on one answer: `is VALUE`, `is not VALUE`, `has any`, `has any of A, B`,
`has all of A, B`, `has none of A, B`, `is answered`. A value is a word, a
control-list code (5A001.f also covers 5A001.f.1) or a text between quotes.
Named codes stand for whole expressions: ALL, CYB, NLT, GOV, INT. `not` binds
tighter than `and`, `and` tighter than `or`; brackets are allowed.

An answer that was not given makes the result "unknown", unless the rest of
the expression decides by itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from checks.answers import NOTHING, Answers, known

Outcome = Literal["yes", "no", "unknown"]

GOVERNMENT_USERS = "police, intelligence, army, border, prison, other_government"
STATE_TIED_USERS = "telecom, private_security, critical_infrastructure"

# The codes of the requirement catalogue, section 4. Encryption by itself is not
# cyber-surveillance; with cryptanalysis, packet inspection or a government user it is.
NAMED_CODES: dict[str, str] = {
    "CYB": f"Q08 has any or Q09 has any or Q10 has any of 5A004.a, cryptanalysis, dpi "
    f"or (Q10 has any and Q19 has any of {GOVERNMENT_USERS})",
    "NLT": "Q11 has any",
    "GOV": f"Q19 has any of {GOVERNMENT_USERS}, {STATE_TIED_USERS}",
    "INT": "Q17 has any of agent, reseller, integrator, oem, platform",
}

_TOKEN = re.compile(r'\s*(?:(?P<mark>[(),])|"(?P<text>[^"]*)"|(?P<word>[A-Za-z0-9][\w.\-/+]*))')
_QUESTION = re.compile(r"Q\d\d\Z")
_RESERVED = frozenset({"and", "or", "not", "is", "has", "any", "all", "none", "of", "answered"})


class ScopeProblem(Exception):
    """An expression that cannot be read; `position` counts characters from 0."""

    def __init__(self, expression: str, position: int, message: str) -> None:
        super().__init__(f"{message} (at character {position + 1} of: {expression})")
        self.expression = expression
        self.position = position
        self.message = message


@dataclass(frozen=True)
class ScopeResult:
    """Whether it applies, and the questions whose answers (or lack of one) decided that."""

    value: Outcome
    because: tuple[str, ...]


@dataclass(frozen=True)
class Always:
    """ALL: applies to every company."""

    def evaluate(self, answers: Answers) -> ScopeResult:
        return ScopeResult("yes", ())

    def questions(self) -> frozenset[str]:
        return frozenset()


@dataclass(frozen=True)
class Asks:
    """One question about one answer."""

    question: str
    kind: Literal["is", "any", "all", "none", "answered"]
    values: tuple[str, ...] = ()

    def evaluate(self, answers: Answers) -> ScopeResult:
        given = known(answers, self.question)
        if self.kind == "answered":
            return self._result(given is not None)
        if given is None:
            return ScopeResult("unknown", (self.question,))
        return self._result(self._holds(given))

    def questions(self) -> frozenset[str]:
        return frozenset({self.question})

    def _holds(self, given: tuple[str, ...]) -> bool:
        if self.kind == "is":
            return len(given) == 1 and _covers(self.values[0], given[0])
        if self.kind == "any" and not self.values:
            return any(value not in NOTHING for value in given)
        hits = [any(_covers(wanted, value) for value in given) for wanted in self.values]
        if self.kind == "all":
            return all(hits)
        return any(hits) if self.kind == "any" else not any(hits)

    def _result(self, holds: bool) -> ScopeResult:
        return ScopeResult("yes" if holds else "no", (self.question,))


@dataclass(frozen=True)
class Not:
    """The opposite; unknown stays unknown."""

    part: Expression

    def evaluate(self, answers: Answers) -> ScopeResult:
        result = self.part.evaluate(answers)
        opposite: dict[Outcome, Outcome] = {"yes": "no", "no": "yes", "unknown": "unknown"}
        return ScopeResult(opposite[result.value], result.because)

    def questions(self) -> frozenset[str]:
        return self.part.questions()


@dataclass(frozen=True)
class Several:
    """`and` (every part must hold) or `or` (one part is enough)."""

    joined_by: Literal["and", "or"]
    parts: tuple[Expression, ...]

    def evaluate(self, answers: Answers) -> ScopeResult:
        results = [part.evaluate(answers) for part in self.parts]
        decisive: Outcome = "no" if self.joined_by == "and" else "yes"
        otherwise: Outcome = "yes" if self.joined_by == "and" else "no"
        for value in (decisive, "unknown", otherwise):
            chosen = [result for result in results if result.value == value]
            if chosen:
                named = dict.fromkeys(question for result in chosen for question in result.because)
                return ScopeResult(chosen[0].value, tuple(named))
        raise AssertionError("an expression has at least one part")

    def questions(self) -> frozenset[str]:
        return frozenset().union(*(part.questions() for part in self.parts))


Expression = Always | Asks | Not | Several


@cache
def parse(expression: str) -> Expression:
    """Read an expression; raises ScopeProblem with the position of the first fault."""
    return _Parser(expression).whole()


def _covers(wanted: str, value: str) -> bool:
    """Equal, or a control-list code that stands above the given one."""
    return value == wanted or value.startswith(wanted + ".")


@dataclass(frozen=True)
class _Token:
    kind: Literal["mark", "text", "word", "end"]
    value: str
    position: int


class _Parser:
    """Recursive descent over the tokens of one expression."""

    def __init__(self, expression: str) -> None:
        self._expression = expression
        self._tokens = self._split()
        self._next = 0

    def whole(self) -> Expression:
        result = self._either()
        if self._peek().kind != "end":
            raise self._problem(f"'{self._peek().value}' was not expected here")
        return result

    def _split(self) -> list[_Token]:
        tokens: list[_Token] = []
        position = 0
        text = self._expression.rstrip()
        while position < len(text):
            match = _TOKEN.match(text, position)
            if match is None:
                raise ScopeProblem(
                    self._expression, position, f"'{text[position:].strip()[0]}' cannot be read"
                )
            for kind in ("mark", "text", "word"):
                value = match.group(kind)
                if value is not None:
                    tokens.append(_Token(kind, value, match.start(kind)))
            position = match.end()
        tokens.append(_Token("end", "the end", len(text)))
        return tokens

    def _either(self) -> Expression:
        parts = [self._both()]
        while self._takes("or"):
            parts.append(self._both())
        return parts[0] if len(parts) == 1 else Several("or", tuple(parts))

    def _both(self) -> Expression:
        parts = [self._negated()]
        while self._takes("and"):
            parts.append(self._negated())
        return parts[0] if len(parts) == 1 else Several("and", tuple(parts))

    def _negated(self) -> Expression:
        return Not(self._negated()) if self._takes("not") else self._single()

    def _single(self) -> Expression:
        token = self._peek()
        if token.kind == "mark" and token.value == "(":
            self._next += 1
            inside = self._either()
            if not (self._peek().kind == "mark" and self._peek().value == ")"):
                raise self._problem("a closing bracket is missing")
            self._next += 1
            return inside
        if token.kind == "word" and token.value == "ALL":
            self._next += 1
            return Always()
        if token.kind == "word" and token.value in NAMED_CODES:
            self._next += 1
            return parse(NAMED_CODES[token.value])
        if token.kind == "word" and _QUESTION.match(token.value):
            self._next += 1
            return self._test(token.value)
        raise self._problem("expected a question (Q01 to Q30), a named code or '('")

    def _test(self, question: str) -> Expression:
        if self._takes("is"):
            if self._takes("answered"):
                return Asks(question, "answered")
            if self._takes("not"):
                return Not(Asks(question, "is", (self._value(),)))
            return Asks(question, "is", (self._value(),))
        if self._takes("has"):
            if self._takes("any"):
                return Asks(question, "any", self._values() if self._takes("of") else ())
            if self._takes("all"):
                self._must("of")
                return Asks(question, "all", self._values())
            if self._takes("none"):
                self._must("of")
                return Asks(question, "none", self._values())
            raise self._problem("expected 'any', 'all of' or 'none of' after 'has'")
        raise self._problem(f"expected 'is' or 'has' after {question}")

    def _values(self) -> tuple[str, ...]:
        values = [self._value()]
        while self._peek().kind == "mark" and self._peek().value == ",":
            self._next += 1
            values.append(self._value())
        return tuple(values)

    def _value(self) -> str:
        token = self._peek()
        if token.kind == "text" or (token.kind == "word" and token.value not in _RESERVED):
            self._next += 1
            return token.value
        raise self._problem("expected a value")

    def _peek(self) -> _Token:
        return self._tokens[self._next]

    def _takes(self, word: str) -> bool:
        token = self._peek()
        if token.kind == "word" and token.value == word:
            self._next += 1
            return True
        return False

    def _must(self, word: str) -> None:
        if not self._takes(word):
            raise self._problem(f"expected '{word}'")

    def _problem(self, message: str) -> ScopeProblem:
        return ScopeProblem(self._expression, self._peek().position, message)
