"""What the audit knows: words that put numbers together, and words that a number may not bear out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from helpers.errors import InputError
from helpers.knowledge.reader import Expression, Row, read_rows

AuditCue = Literal[
    "among",
    "sums",
    "young",
    "lasting",
    "found_fixed",
    "bare_total",
    "majority",
    "nearly_all",
    "all",
    "marked",
    "whole_year",
    "relative_year",
    "population",
    "compared",
]


class AuditRow(Row):
    """One row of `audit_cues.yml`."""

    cue: AuditCue
    pattern: Expression


@cache
def load_audit_cues(data: Path) -> Mapping[AuditCue, re.Pattern[str]]:
    """One expression for each cue, from `audit_cues.yml`.

    Raises:
        InputError: if the file is missing, a row is broken, or a cue has no row.
    """
    path = data / "lexicon" / "audit_cues.yml"
    said: dict[AuditCue, str] = {}
    for row in read_rows(path, AuditRow):
        said[row.cue] = f"{said[row.cue]}|{row.pattern}" if row.cue in said else row.pattern
    for cue in get_args(AuditCue):
        if cue not in said:
            raise InputError(f"{path}: no row for cue {cue}; add one, or restore the file")
    return {cue: re.compile(pattern) for cue, pattern in said.items()}
