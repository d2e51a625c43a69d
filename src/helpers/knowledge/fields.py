"""Words that tell an item's genre, the problem that it sets out from, and what kind of housing a place is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ahocorasick_rs import AhoCorasick, MatchKind
from pydantic import field_validator

from helpers.codes import COMMUNITY_TYPES, GENRES, PROBLEMS
from helpers.errors import InputError
from helpers.knowledge.beginnings import to_search
from helpers.knowledge.expressions import any_of
from helpers.knowledge.reader import Expression, Row, read_rows

CUE = "cue"
FEWER = "fewer"
Where = Literal["title", "lead", "line"]


def _one_of(value: str, known: tuple[str, ...]) -> str:
    if value not in known:
        raise ValueError(f"{value} is unknown; use one of {', '.join(known)}")
    return value


class ProblemRow(Row):
    """One row of `data/lexicon/problems.yml`; its fields are explained at the top of that file."""

    code: str
    strength: Literal["sure", "likely"] = "sure"
    words: tuple[str, ...]

    @field_validator("code")
    @classmethod
    def _known(cls, code: str) -> str:
        return _one_of(code, (CUE, FEWER, *PROBLEMS))


class TypeRow(Row):
    """One row of `data/lexicon/community_types.yml`."""

    type: str
    words: tuple[str, ...]

    @field_validator("type")
    @classmethod
    def _known(cls, name: str) -> str:
        return _one_of(name, COMMUNITY_TYPES)


class PrizeRow(Row):
    """One row of `data/lexicon/prizes.yml`."""

    pattern: Expression


class GenreRow(Row):
    """One row of `data/lexicon/genres.yml`; its fields are explained at the top of that file."""

    genre: str
    where: Where
    pattern: Expression
    times: int = 1

    @field_validator("genre")
    @classmethod
    def _known(cls, genre: str) -> str:
        return _one_of(genre, GENRES)


class AnniversaryRow(Row):
    """One row of `data/lexicon/anniversaries.yml`."""

    words: tuple[str, ...]
    year: int


@dataclass(frozen=True, slots=True)
class Anniversaries:
    """An expression for an anniversary, with groups `event` and `count`, and the year of each event."""

    pattern: re.Pattern[str]
    years: dict[str, int]


@dataclass(frozen=True, slots=True)
class GenreRule:
    """A genre, where its expression is looked for, and how often it must be found there."""

    genre: str
    where: Where
    pattern: re.Pattern[str]
    times: int


@dataclass(frozen=True, slots=True)
class WordIndex:
    """One automaton over words (longest first); word `i` of it stands for `codes[i]`, surely where `sure[i]`."""

    automaton: AhoCorasick
    codes: tuple[str, ...]
    sure: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class FieldKnowledge:
    """All that the fields of items and places know."""

    genres: tuple[GenreRule, ...]
    problems: WordIndex
    problem_cue: re.Pattern[str]
    fewer: re.Pattern[str]
    types: WordIndex
    anniversaries: Anniversaries
    prizes: re.Pattern[str]


def load_fields(data: Path) -> FieldKnowledge:
    """The lexicons `genres.yml`, `problems.yml`, `community_types.yml`, `anniversaries.yml` and `prizes.yml` below `data/lexicon`.

    Raises:
        InputError: if a file is missing, a row is broken, or a word stands twice.
    """
    folder = data / "lexicon"
    genres = tuple(
        GenreRule(row.genre, row.where, re.compile(row.pattern, re.MULTILINE), row.times)
        for row in read_rows(folder / "genres.yml", GenreRow)
    )
    rows = read_rows(folder / "problems.yml", ProblemRow)
    problems = [
        (w, row.code, row.strength == "sure") for row in rows if row.code in PROBLEMS for w in row.words
    ]
    cues, fewer = (any_of(w for row in rows if row.code == code for w in row.words) for code in (CUE, FEWER))
    types = [
        (word, row.type, True)
        for row in read_rows(folder / "community_types.yml", TypeRow)
        for word in row.words
    ]
    return FieldKnowledge(
        genres,
        _index(folder / "problems.yml", problems),
        to_search(cues),
        to_search(fewer),
        _index(folder / "community_types.yml", types),
        _anniversaries(read_rows(folder / "anniversaries.yml", AnniversaryRow)),
        to_search("|".join(f"(?:{row.pattern})" for row in read_rows(folder / "prizes.yml", PrizeRow))),
    )


def _anniversaries(rows: Sequence[AnniversaryRow]) -> Anniversaries:
    years = {word: row.year for row in rows for word in row.words}
    events = "|".join(map(re.escape, sorted(years, key=lambda word: (-len(word), word))))
    return Anniversaries(re.compile(rf"(?P<event>{events})(?P<count>\d{{2,3}}|百)\s?(?:周?年)"), years)


def _index(path: Path, rows: list[tuple[str, str, bool]]) -> WordIndex:
    words, codes, sure = zip(*rows, strict=True)
    twice = sorted({word for word in words if words.count(word) > 1})
    if twice:
        raise InputError(f"{path}: {twice[0]} stands twice; keep one of them")
    return WordIndex(AhoCorasick(list(words), matchkind=MatchKind.LeftmostLongest), codes, sure)
