"""What is known of numbers: words that are none, units and what they count, words that bound a number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from helpers.errors import InputError
from helpers.knowledge.reader import Row, read_rows
from helpers.model import Bound


class WordRow(Row):
    """A word with a numeral character that states no number (`data/lexicon/numerals.yml`)."""

    word: str
    unless: str = ""


class Unit(Row):
    """A unit or classifier (`data/lexicon/units.yml`)."""

    unit: str
    kind: str
    aliases: tuple[str, ...] = ()
    unless: str = ""


class BoundRow(Row):
    """Words that bound a number (`data/lexicon/bounds.yml`)."""

    side: Literal["before", "after"]
    bound: Bound
    words: tuple[str, ...]
    unless: str = ""


@dataclass(frozen=True, slots=True)
class NumberKnowledge:
    """Units by every way to write them, and the compiled expressions that find words, units and bounds."""

    words: re.Pattern[str]
    units: dict[str, Unit]
    unit: re.Pattern[str]
    bounds: dict[str, Bound]
    before: re.Pattern[str]
    after: re.Pattern[str]


def load_numbers(data: Path) -> NumberKnowledge:
    """The lexicons of numbers; raises `InputError` for a broken row or expression, or a unit given twice."""
    folder = data / "lexicon"
    units: dict[str, Unit] = {}
    for row in read_rows(folder / "units.yml", Unit):
        for name in (row.unit, *row.aliases):
            if name in units:
                raise InputError(f"{folder / 'units.yml'}: {name} stands there twice; keep one row")
            units[name] = row
    bounds = read_rows(folder / "bounds.yml", BoundRow)
    words = read_rows(folder / "numerals.yml", WordRow)
    return NumberKnowledge(
        words=_compiled(folder / "numerals.yml", ((row.word, row.unless) for row in words)),
        units=units,
        unit=_compiled(folder / "units.yml", ((name, row.unless) for name, row in units.items())),
        bounds={word: row.bound for row in bounds for word in row.words},
        before=re.compile(f"(?:{_any_of(bounds, 'before')})\\s?$"),
        after=re.compile(f"\\s?({_any_of(bounds, 'after')})"),
    )


def _any_of(rows: Iterable[BoundRow], side: str) -> str:
    unless = {word: row.unless for row in rows if row.side == side for word in row.words}
    look = "(?<![{}])" if side == "before" else "(?![{}])"
    parts = []
    for word in _longest_first(unless):
        other = look.format(unless[word]) if unless[word] else ""
        parts.append(other + re.escape(word) if side == "before" else re.escape(word) + other)
    return "|".join(parts)


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))


def _compiled(path: Path, rows: Iterable[tuple[str, str]]) -> re.Pattern[str]:
    unless = dict(rows)
    parts = [
        re.escape(word) + (f"(?!{unless[word]})" if unless[word] else "") for word in _longest_first(unless)
    ]
    try:
        return re.compile("|".join(parts))
    except re.error as error:
        raise InputError(f"{path}: an `unless` is no valid expression ({error}); mend it") from None
