"""Which kinds of one indicator type are never put beside each other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from pydantic import field_validator

from helpers.codes import INDICATOR_TYPES
from helpers.knowledge.beginnings import to_search
from helpers.knowledge.reader import Expression, Row, read_rows


class DistinctionRow(Row):
    """One row of `data/lexicon/distinctions.yml`; its fields are explained at the top of that file."""

    type: str
    variant: str
    pattern: Expression

    @field_validator("type")
    @classmethod
    def _known(cls, name: str) -> str:
        if name not in INDICATOR_TYPES:
            raise ValueError(f"{name} is no indicator type; use one of {', '.join(INDICATOR_TYPES)}")
        return name


@dataclass(frozen=True, slots=True)
class Distinctions:
    """For each indicator type its variants in the order of the file."""

    by_type: dict[str, tuple[tuple[str, re.Pattern[str]], ...]]

    def variant(self, indicator_type: str, indicator: str) -> str:
        """The variant that the indicator's words name, "" for none."""
        rows = self.by_type.get(indicator_type, ())
        return next((name for name, pattern in rows if pattern.search(indicator)), "")


def load_distinctions(data: Path) -> Distinctions:
    """The rows of `data/lexicon/distinctions.yml`; raises `InputError` for a broken one."""
    by_type: dict[str, tuple[tuple[str, re.Pattern[str]], ...]] = {}
    for row in read_rows(data / "lexicon" / "distinctions.yml", DistinctionRow):
        by_type[row.type] = (*by_type.get(row.type, ()), (row.variant, to_search(row.pattern)))
    return Distinctions(by_type)
