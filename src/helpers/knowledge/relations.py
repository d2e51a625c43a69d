"""What is known of numbers that belong together: the words between part and whole, share and base."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from helpers.errors import InputError
from helpers.knowledge.beginnings import to_search
from helpers.knowledge.reader import Expression, Row, read_rows

Use = Literal[
    "among", "list", "total", "joins", "share", "rate", "of", "within", "of_all", "stock", "overall", "alone"
]


class RelationRow(Row):
    """One row of `relations.yml`."""

    use: Use
    pattern: Expression


@dataclass(frozen=True, slots=True)
class RelationKnowledge:
    """One expression for each use (see the head of `relations.yml`)."""

    among: re.Pattern[str]
    list: re.Pattern[str]
    total: re.Pattern[str]
    joins: re.Pattern[str]
    share: re.Pattern[str]
    rate: re.Pattern[str]
    of: re.Pattern[str]
    within: re.Pattern[str]
    of_all: re.Pattern[str]
    stock: re.Pattern[str]
    overall: re.Pattern[str]
    alone: re.Pattern[str]


def load_relations(data: Path) -> RelationKnowledge:
    """The lexicon `relations.yml` below `data / "lexicon"`.

    Raises:
        InputError: if the file is missing, a row is broken, or a use has no row.
    """
    path = data / "lexicon" / "relations.yml"
    said: dict[str, str] = {}
    for row in read_rows(path, RelationRow):
        said[row.use] = f"{said[row.use]}|{row.pattern}" if row.use in said else row.pattern
    for use in get_args(Use):
        if use not in said:
            raise InputError(f"{path}: no row for use {use}; add one, or restore the file")
    return RelationKnowledge(**{use: to_search(pattern) for use, pattern in said.items()})
