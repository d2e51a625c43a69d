"""What is known of results: outcome domains, who measured and what is compared."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from pydantic import field_validator

from helpers.codes import DOMAINS, INDICATOR_TYPES
from helpers.errors import InputError
from helpers.knowledge.beginnings import to_search
from helpers.knowledge.reader import Expression, Row, read_rows

Use = Literal["sign", "independent", "measured", "group", "compares", "rank", "most", "followed"]


def known_domain(domain: str) -> str:
    """The domain itself; raises `ValueError` where there is no such domain."""
    if domain not in DOMAINS:
        raise ValueError(f"{domain} is no domain; use one of {', '.join(DOMAINS)}")
    return domain


class DomainRow(Row):
    """One row of `domains.yml`; its fields are explained at the top of that file."""

    domain: str
    service: bool = False
    types: tuple[str, ...] = ()
    indicator: Expression = ""
    clause: Expression = ""

    _domain = field_validator("domain")(known_domain)

    @field_validator("types")
    @classmethod
    def _known(cls, types: tuple[str, ...]) -> tuple[str, ...]:
        for name in types:
            if name not in INDICATOR_TYPES:
                raise ValueError(f"{name} is no indicator type; use one of {', '.join(INDICATOR_TYPES)}")
        return types


class WarrantRow(Row):
    """One row of `warrants.yml`."""

    use: Use
    pattern: Expression


@dataclass(frozen=True, slots=True)
class DomainRule:
    """A row of `domains.yml` ready to be asked; an expression that is None asks for nothing."""

    domain: str
    is_service: bool
    types: frozenset[str]
    indicator: re.Pattern[str] | None
    clause: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class ResultKnowledge:
    """All that the judging of results knows.

    `measurer` finds who measured, with the group `independent` where it is one who has no part in the work, but only
    where `sign` finds something; `comparison` finds what a number is compared with, the word of comparison first;
    `most` finds claims to have most of something, which is their first group; `followed`
    that something was followed for a year or longer.
    """

    domains: tuple[DomainRule, ...]
    sign: re.Pattern[str]
    measurer: re.Pattern[str]
    comparison: re.Pattern[str]
    most: re.Pattern[str]
    followed: re.Pattern[str]


def load_results(data: Path) -> ResultKnowledge:
    """The lexicons of results below `data / "lexicon"`.

    Raises:
        InputError: if a file is missing or a row is broken; the message names file, line and remedy.
    """
    folder = data / "lexicon"
    warrants = read_rows(folder / "warrants.yml", WarrantRow)
    said: dict[Use, str] = {}
    for row in warrants:
        said[row.use] = f"{said[row.use]}|{row.pattern}" if row.use in said else row.pattern
    for use in get_args(Use):
        if use not in said:
            raise InputError(f"{folder / 'warrants.yml'}: no row for use {use}; add one, or restore the file")
    return ResultKnowledge(
        domains=tuple(_rules(read_rows(folder / "domains.yml", DomainRow))),
        sign=to_search(said["sign"]),
        measurer=to_search(f"(?P<independent>{said['independent']})|(?:{said['measured']})"),
        comparison=to_search(f"(?:{said['compares']})(?:{said['group']})|(?:{said['rank']})"),
        most=to_search(said["most"]),
        followed=to_search(said["followed"]),
    )


def _rules(rows: Iterable[DomainRow]) -> Iterable[DomainRule]:
    for row in rows:
        yield DomainRule(
            row.domain,
            row.service,
            frozenset(row.types),
            to_search(row.indicator) if row.indicator else None,
            to_search(row.clause) if row.clause else None,
        )
