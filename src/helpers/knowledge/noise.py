"""What page furniture looks like, and which characters stand for one another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from helpers.errors import InputError
from helpers.knowledge.reader import Row, read_rows


class NoiseRow(Row):
    """One pattern of `data/lexicon/noise.yml`."""

    kind: str
    scope: Literal["line", "part", "tail"]
    pattern: str


@dataclass(frozen=True, slots=True)
class NoiseKnowledge:
    """Compiled patterns by scope, each with the kind of noise that it finds."""

    lines: tuple[tuple[str, re.Pattern[str]], ...]
    parts: tuple[tuple[str, re.Pattern[str]], ...]
    tails: tuple[tuple[str, re.Pattern[str]], ...]


def load_noise(data: Path) -> NoiseKnowledge:
    """The patterns in `data/lexicon/noise.yml`; raises `InputError` for a row or pattern that is broken."""
    path = data / "lexicon" / "noise.yml"
    scopes: dict[str, list[tuple[str, re.Pattern[str]]]] = {"line": [], "part": [], "tail": []}
    for row in read_rows(path, NoiseRow):
        try:
            scopes[row.scope].append((row.kind, re.compile(row.pattern)))
        except re.error as error:
            raise InputError(f"{path}: pattern {row.pattern!r}: {error}; mend the expression") from None
    return NoiseKnowledge(tuple(scopes["line"]), tuple(scopes["part"]), tuple(scopes["tail"]))
