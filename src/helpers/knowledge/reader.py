"""Reads lexicon rows from YAML or CSV into typed rows; a broken row is named by file, line and remedy."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Annotated, TypeVar

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from helpers.errors import InputError


def _sound(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"the pattern is broken: {error}") from None
    return pattern


Expression = Annotated[str, AfterValidator(_sound)]
"""A regular expression in a row; a broken one is named like any other fault of the row."""


class Row(BaseModel):
    """A lexicon row: unknown keys are refused, values are checked, nothing changes after loading."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


R = TypeVar("R", bound=Row)


def read_rows(path: Path, row: type[R]) -> tuple[R, ...]:
    """All rows of `path`: a YAML list of mappings, or a CSV file with a header (an empty cell is left out).

    Raises:
        InputError: if the file is missing or not readable, or a row does not fit `row`; the message names
            file, line, field and what is expected there.
    """
    raw = _yaml_rows(path) if path.suffix in (".yml", ".yaml") else _csv_rows(path)
    rows: list[R] = []
    for line, values in raw:
        try:
            rows.append(row.model_validate(values))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"]) or "row"
            fields = ", ".join(row.model_fields)
            raise InputError(
                f"{path}:{line}: {where}: {first['msg']}; correct this row (its fields are: {fields})"
            ) from None
    return tuple(rows)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise InputError(f"{path}: this lexicon is missing; restore it from the repository") from None
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8") from None


def _yaml_rows(path: Path) -> list[tuple[int, object]]:
    text = _text(path)
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise InputError(f"{path}:{line}: not valid YAML: {error.problem}; mend this line") from None
    if node is None:
        return []
    if not isinstance(node, yaml.SequenceNode):
        raise InputError(f'{path}:1: a lexicon is a list of rows; start each row with "- "')
    values = yaml.load(text, Loader=yaml.CSafeLoader)
    return [(child.start_mark.line + 1, value) for child, value in zip(node.value, values, strict=True)]


def _csv_rows(path: Path) -> list[tuple[int, object]]:
    reader = csv.DictReader(_text(path).splitlines())
    rows: list[tuple[int, object]] = []
    for values in reader:
        if None in values:
            raise InputError(f"{path}:{reader.line_num}: more cells than the header has; quote commas")
        rows.append((reader.line_num, {k: v for k, v in values.items() if v not in ("", None)}))
    return rows
