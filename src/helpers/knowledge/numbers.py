"""What is known of numbers: words that are none, units and what they count, words that bound a number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Literal

from helpers.errors import InputError
from helpers.knowledge.beginnings import to_search
from helpers.knowledge.expressions import longest_first
from helpers.knowledge.reader import Row, read_rows
from helpers.model import Bound

_HAN = re.compile("[一-鿿]")
# What is written of an address is no number either.
_ADDRESS = r"https?://[!-~]+|www\.[!-~]+"
_FORMAL = re.compile("(?:[壹贰叁肆伍陆柒捌玖拾佰仟弍]|参(?=[拾佰仟万亿]))")


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
    pieces: int = 1


class ReadingRow(Row):
    """What a unit means in certain surroundings (`data/lexicon/readings.yml`)."""

    written: tuple[str, ...]
    unit: str
    kind: str
    numeral: re.Pattern[str] = re.compile("")
    before: re.Pattern[str] = re.compile("")
    behind: re.Pattern[str] = re.compile("")
    quoted: bool = False


class BoundRow(Row):
    """Words that bound a number (`data/lexicon/bounds.yml`)."""

    side: Literal["before", "after"]
    bound: Bound
    words: tuple[str, ...]
    unless: str = ""


@dataclass(frozen=True, slots=True)
class NumberKnowledge:
    """Units by every way to write them, and the compiled expressions that find words, units and bounds.

    `formal` finds the formal numerals (壹) and, whole, the words that only look like them (队伍); `symbols` and `currencies`
    find the symbol and the Chinese name of a currency that stands before its amount.
    """

    words: re.Pattern[str]
    units: dict[str, Unit]
    unit: re.Pattern[str]
    bounds: dict[str, Bound]
    before: re.Pattern[str]
    after: re.Pattern[str]
    formal: re.Pattern[str]
    readings: dict[str, tuple[ReadingRow, ...]]
    symbols: re.Pattern[str]
    currencies: re.Pattern[str]

    def symbol_before(self, text: str, at: int, *, bare: bool) -> re.Match[str] | None:
        """The currency that stands before an amount: a symbol (¥), before a `bare` number a name too (人民币)."""
        begin = max(0, at - 5)
        return self.symbols.search(text, begin, at) or (
            self.currencies.search(text, begin, at) if bare else None
        )


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
        words=_compiled(folder / "numerals.yml", ((row.word, row.unless) for row in words), _ADDRESS),
        units=units,
        unit=_compiled(folder / "units.yml", ((name, row.unless) for name, row in units.items())),
        bounds={word: row.bound for row in bounds for word in row.words},
        before=to_search(f"(?:{_any_of(bounds, 'before')})\\s?$"),
        after=re.compile(f"\\s?({_any_of(bounds, 'after')})"),
        formal=_formal(row.word for row in words),
        readings=_readings(read_rows(folder / "readings.yml", ReadingRow)),
        symbols=_ending(_symbols(units)),
        currencies=_ending(
            name for name, unit in units.items() if unit.kind == "money" and name[-1] in "币金"
        ),
    )


def _ending(names: Iterable[str]) -> re.Pattern[str]:
    """Any of the names at the end of what is searched, a space between allowed."""
    return to_search(f"(?:{'|'.join(map(re.escape, longest_first(names)))})\\s?$")


def _symbols(units: dict[str, Unit]) -> list[str]:
    """The ways to write a currency that may stand before its amount: ¥, HKD."""
    return [name for name, unit in units.items() if unit.kind == "money" and not _HAN.match(name)]


def _readings(rows: Iterable[ReadingRow]) -> dict[str, tuple[ReadingRow, ...]]:
    by_unit: dict[str, list[ReadingRow]] = {}
    for row in rows:
        for written in row.written:
            by_unit.setdefault(written, []).append(row)
    return {written: tuple(found) for written, found in by_unit.items()}


def _formal(words: Iterable[str]) -> re.Pattern[str]:
    """A formal numeral; one that is a word too (陆, 拾) only beside another, before a unit or no Chinese character."""
    kept = [re.escape(word) for word in longest_first(words) if _FORMAL.search(word)]
    near = r"[\d零〇一二两三四五六七八九十百千万亿壹贰叁参肆伍陆柒捌玖拾佰仟弍]"
    before = "[元圆角分打折成点又户个名位人件份张册项次]"
    word_too = f"(?<={near})[肆伍陆柒拾]|[肆伍陆柒拾](?={near}|{before}|[^一-鿿]|$)"
    one = f"[壹贰叁捌玖佰仟弍]|参(?=[拾佰仟万亿])|{word_too}"
    return to_search("|".join([*kept, one]))


def _any_of(rows: Iterable[BoundRow], side: str) -> str:
    unless = {word: row.unless for row in rows if row.side == side for word in row.words}
    parts = []
    for word in longest_first(unless):
        first, rest = re.escape(word[0]), re.escape(word[1:])
        if not unless[word]:
            parts.append(first + rest)
        elif side == "before":  # looked for behind the first character, which is far faster
            parts.append(f"{first}(?<![{unless[word]}]{first}){rest}")
        else:
            parts.append(f"{first}{rest}(?![{unless[word]}])")
    return "|".join(parts)


def _compiled(path: Path, rows: Iterable[tuple[str, str]], *more: str) -> re.Pattern[str]:
    """Any of the words, the longest first, each unless its expression follows; grouped by their first characters.

    `more` are expressions that are found as well.
    """
    unless = dict(rows)
    parts = []
    for first, words in groupby(
        sorted(unless, key=lambda word: (word[0], -len(word), word)), lambda word: word[0]
    ):
        rests = "|".join(re.escape(word[1:]) + _not_before(word, unless[word]) for word in words)
        parts.append(f"{re.escape(first)}(?:{rests})")
    try:
        return to_search("|".join([*parts, *more]))
    except re.error as error:
        raise InputError(f"{path}: an `unless` is no valid expression ({error}); mend it") from None


def _not_before(word: str, unless: str) -> str:
    """A Latin unit ends where its letters end: 5 m is no 5 min."""
    latin = "(?![A-Za-z])" if re.search("[A-Za-z]$", word) else ""
    return latin + (f"(?!{unless})" if unless else "")
