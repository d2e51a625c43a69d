"""What is known of results that are asserted in words: subjects, predicates, and what makes an aim of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from ahocorasick_rs import AhoCorasick, MatchKind
from pydantic import model_validator

from helpers.errors import InputError
from helpers.knowledge.beginnings import to_search
from helpers.knowledge.expressions import any_of
from helpers.knowledge.reader import Expression, Row, read_rows
from helpers.knowledge.results import known_domain
from helpers.model import Direction

Use = Literal[
    "subject", "stands", "governs", "bare", "whole", "aim", "push", "sentence", "lead", "tail", "trouble"
]
_WITH_DOMAIN = ("subject", "whole")


class ClaimRow(Row):
    """One row of `claims.yml`; its fields are explained at the top of that file."""

    use: Use
    domain: str | None = None
    service: bool = False
    good: Direction | None = None
    direction: Direction | None = None
    words: tuple[str, ...] = ()
    pattern: Expression = ""

    @model_validator(mode="after")
    def _fits(self) -> ClaimRow:
        if self.use == "whole" and not (self.words and self.pattern):
            raise ValueError("a whole needs words and a pattern")
        if self.use != "whole" and bool(self.words) == bool(self.pattern):
            raise ValueError("give either words or a pattern")
        if (self.domain is not None) != (self.use in _WITH_DOMAIN):
            raise ValueError("a subject and a whole need a domain, and nothing else has one")
        if self.use == "subject" and self.pattern:
            raise ValueError("a subject is told by words")
        if self.domain is not None:
            known_domain(self.domain)
        return self


@dataclass(frozen=True, slots=True)
class Topic:
    """What a subject's word means: its domain, whether it is a service, and which way it gets better."""

    domain: str
    is_service: bool
    good: Direction | None


@dataclass(frozen=True, slots=True)
class Predicates:
    """One expression for all predicates of a use; each of its groups has one direction."""

    pattern: re.Pattern[str]
    directions: tuple[Direction | None, ...]


@dataclass(frozen=True, slots=True)
class Whole:
    """An expression that asserts a result by itself."""

    pattern: re.Pattern[str]
    topic: Topic
    direction: Direction | None


@dataclass(frozen=True, slots=True)
class ClaimKnowledge:
    """All that the finding of claims knows.

    `subjects` finds the longest words of `topics`, by their number; `signs` finds clauses that may hold one of the
    `wholes`: those that `signed` tells for the sign's number.
    """

    topics: dict[str, Topic]
    subjects: AhoCorasick
    signs: AhoCorasick
    stands: Predicates
    governs: Predicates
    bare: Predicates
    wholes: tuple[Whole, ...]
    signed: tuple[tuple[int, ...], ...]
    aim: re.Pattern[str]
    push: re.Pattern[str]
    sentence: re.Pattern[str]
    lead: re.Pattern[str]
    tail: re.Pattern[str]
    trouble: re.Pattern[str]


def load_claims(data: Path) -> ClaimKnowledge:
    """The lexicon `claims.yml` below `data / "lexicon"`.

    Raises:
        InputError: if the file is missing, a row is broken, a use has no row, or a subject stands twice.
    """
    path = data / "lexicon" / "claims.yml"
    rows = read_rows(path, ClaimRow)
    by_use = {use: [row for row in rows if row.use == use] for use in get_args(Use)}
    for use, found in by_use.items():
        if not found:
            raise InputError(f"{path}: no row for use {use}; add one, or restore the file")
    topics = _topics(path, by_use["subject"])
    signs = _signs(by_use["whole"])
    return ClaimKnowledge(
        topics,
        AhoCorasick(list(topics), matchkind=MatchKind.LeftmostLongest),
        AhoCorasick(list(signs)),
        _predicates(by_use["stands"]),
        _predicates(by_use["governs"]),
        _predicates(by_use["bare"]),
        tuple(Whole(to_search(r.pattern), _topic(r), r.direction) for r in by_use["whole"]),
        tuple(signs.values()),
        to_search(_either(by_use["aim"])),
        to_search(_either(by_use["push"])),
        to_search(_either(by_use["sentence"])),
        to_search(f"(?:{_either(by_use['lead'])})$"),
        re.compile(_either(by_use["tail"])),
        re.compile(_either(by_use["trouble"])),
    )


def _topics(path: Path, rows: Sequence[ClaimRow]) -> dict[str, Topic]:
    topics: dict[str, Topic] = {}
    for row in rows:
        for word in row.words:
            if word in topics:
                raise InputError(f"{path}: {word} is twice a subject; keep one of them")
            topics[word] = _topic(row)
    return topics


def _topic(row: ClaimRow) -> Topic:
    return Topic(str(row.domain), row.service, row.good)


def _signs(rows: Sequence[ClaimRow]) -> dict[str, tuple[int, ...]]:
    """The words of wholes, each with the numbers of the rows that it stands in."""
    signs: dict[str, tuple[int, ...]] = {}
    for number, row in enumerate(rows):
        for word in row.words:
            signs[word] = (*signs.get(word, ()), number)
    return signs


def _either(rows: Sequence[ClaimRow]) -> str:
    return "|".join(row.pattern or any_of(row.words) for row in rows)


def _predicates(rows: Sequence[ClaimRow]) -> Predicates:
    return Predicates(
        to_search("|".join(f"({row.pattern or any_of(row.words)})" for row in rows)),
        tuple(row.direction for row in rows),
    )
