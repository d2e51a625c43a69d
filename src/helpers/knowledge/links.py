"""What is known of the words that ascribe a result to what was done."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from helpers.errors import InputError
from helpers.knowledge.beginnings import to_search
from helpers.knowledge.reader import Expression, Row, read_rows

Use = Literal[
    "by",
    "model",
    "inner",
    "causes",
    "hence",
    "pushes",
    "thanks",
    "since",
    "after",
    "this",
    "acts",
    "turns",
    "adverbs",
    "handled",
    "subject",
    "brought",
    "not",
]


class LinkRow(Row):
    """One row of `links.yml`."""

    use: Use
    pattern: Expression


@dataclass(frozen=True, slots=True)
class LinkKnowledge:
    """One expression for each use (see the head of `links.yml`)."""

    by: re.Pattern[str]
    model: re.Pattern[str]
    inner: re.Pattern[str]
    causes: re.Pattern[str]
    hence: re.Pattern[str]
    pushes: re.Pattern[str]
    thanks: re.Pattern[str]
    since: re.Pattern[str]
    after: re.Pattern[str]
    this: re.Pattern[str]
    acts: re.Pattern[str]
    turns: re.Pattern[str]
    adverbs: re.Pattern[str]
    handled: re.Pattern[str]
    subject: re.Pattern[str]
    brought: re.Pattern[str]
    parting: re.Pattern[str]


def load_links(data: Path) -> LinkKnowledge:
    """The lexicon `links.yml` below `data / "lexicon"`.

    Raises:
        InputError: if the file is missing, a row is broken, or a use has no row.
    """
    path = data / "lexicon" / "links.yml"
    said: dict[str, str] = {}
    for row in read_rows(path, LinkRow):
        said[row.use] = f"{said[row.use]}|{row.pattern}" if row.use in said else row.pattern
    for use in get_args(Use):
        if use not in said:
            raise InputError(f"{path}: no row for use {use}; add one, or restore the file")
    found = {use: to_search(pattern) for use, pattern in said.items()}
    return LinkKnowledge(parting=found.pop("not"), **found)
