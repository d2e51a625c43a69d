"""Records become tables: typed, checked against `schema`, written as CSV and Parquet, read back as frames.

Writing streams: a few hundred documents at a time are checked and appended, so memory does not grow with the
corpus. Everything goes to a temporary folder first and is moved when complete, so nothing is half-written.
"""

from __future__ import annotations

import csv
import gc
import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.pandas as pa
import pyarrow as arrow
import pyarrow.parquet as parquet

from helpers.columns import Column, Table
from helpers.corpus import Rejected
from helpers.errors import InputError
from helpers.model import Records
from helpers.rows import Rows, Value, rows_of
from helpers.schema import TABLES

ROOT = Path(__file__).resolve().parents[2]
PROCESSED = ROOT / "data" / "processed"

Frames = dict[str, pd.DataFrame]
Columns = dict[str, list[Value]]

_BATCH = 256
_PANDAS = {"string": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean"}
_ARROW = {
    "string": arrow.string(),
    "integer": arrow.int64(),
    "number": arrow.float64(),
    "boolean": arrow.bool_(),
}
# So many new objects before Python looks for cycles.
_OBJECTS = 100_000
_FORMULA = frozenset("=+-@\t\r")


def frame(table: Table, rows: Sequence[Mapping[str, Value]]) -> pd.DataFrame:
    """The rows as a frame with the table's columns and nullable dtypes, checked against the schema."""
    return _frame(table, _columns(table, rows))


def _columns(table: Table, rows: Sequence[Mapping[str, Value]]) -> Columns:
    return {column.name: list(map(itemgetter(column.name), rows)) for column in table.columns}


def _frame(table: Table, columns: Columns) -> pd.DataFrame:
    dtypes = {column.name: _PANDAS[column.type] for column in table.columns}
    return check(table, pd.DataFrame(columns).astype(dtypes))


def check(table: Table, data: pd.DataFrame) -> pd.DataFrame:
    """The same frame if it fits the table.

    Raises:
        InputError: naming the table, the column and the first value that does not fit.
    """
    try:
        return pandera_schema(table).validate(data)
    except pa.errors.SchemaError as error:
        raise InputError(
            f"table {table.name}: {str(error).splitlines()[0]}; see the data dictionary"
        ) from None


@cache
def pandera_schema(table: Table) -> pa.DataFrameSchema:
    """The pandera check made from a table's definition."""
    columns = {
        column.name: pa.Column(
            _PANDAS[column.type],
            checks=[pa.Check.isin(column.values)] if column.values else [],
            nullable=not column.required,
            unique=column.unique,
            description=column.description,
        )
        for column in table.columns
    }
    return pa.DataFrameSchema(columns, strict=True, ordered=True)


def frames_of(results: Iterable[Records | Rejected]) -> Frames:
    """All tables of a few documents as checked frames in memory (notebooks and tests; not for large corpora)."""
    gathered = _gathered(results)
    return {table.name: frame(table, gathered[table.name]) for table in TABLES}


def _gathered(results: Iterable[Records | Rejected]) -> Rows:
    gathered: Rows = {table.name: [] for table in TABLES}
    for result in results:
        for name, rows in rows_of(result).items():
            gathered[name].extend(rows)
    return gathered


@dataclass(frozen=True, slots=True)
class Written:
    """What a parse wrote: rows for each table, and the files that were set aside."""

    rows: dict[str, int]
    rejected: tuple[Rejected, ...]


def write_tables(results: Iterable[Records | Rejected], out: Path) -> Written:
    """Write all tables to `out` as `<table>.csv` and `<table>.parquet`, with `datapackage.json` beside them.

    Files in `out` are replaced only when all tables are complete.

    Raises:
        InputError: if `out` cannot be written, or not one document could be parsed (nothing is replaced then).
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=".parse-", dir=out))
    except OSError as error:
        raise InputError(
            f"{out}: cannot write here ({error.strerror}); choose another folder with --out"
        ) from None
    try:
        with _few_collections():
            written = _write_all(results, staging)
        if not written.rows["documents"]:
            first = written.rejected[0] if written.rejected else None
            reason = f"{first.file}: {first.reason}" if first else "there was no file to read"
            raise InputError(f"no document could be parsed ({reason}); nothing was written to {out}")
        (staging / "datapackage.json").write_text(descriptor(), encoding="utf-8")
        for path in sorted(staging.iterdir()):
            path.replace(out / path.name)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return written


@contextmanager
def _few_collections() -> Iterator[None]:
    """Python's search for cycles kept rare: it takes a fifteenth of a parse, and records form none."""
    before = gc.get_threshold()
    gc.set_threshold(_OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _write_all(results: Iterable[Records | Rejected], folder: Path) -> Written:
    counts = dict.fromkeys((table.name for table in TABLES), 0)
    rejected: list[Rejected] = []
    stream = iter(results)
    with ExitStack() as stack:
        csv_files = {t.name: _csv(stack, folder, t) for t in TABLES}
        parquet_files = {t.name: stack.enter_context(_parquet(folder, t)) for t in TABLES}
        while batch := list(islice(stream, _BATCH)):
            rejected.extend(result for result in batch if isinstance(result, Rejected))
            gathered = _gathered(batch)
            for table in TABLES:
                columns = _columns(table, gathered[table.name])
                counts[table.name] += len(gathered[table.name])
                parquet_files[table.name].write_table(_arrow(table, columns))
                shown = [csv_safe(columns[c.name]) if _is_free(c) else columns[c.name] for c in table.columns]
                csv_files[table.name].writerows(zip(*shown, strict=True))
    return Written(counts, tuple(rejected))


def _csv(stack: ExitStack, folder: Path, table: Table) -> Any:
    """A writer of the table's CSV file, the header written."""
    file = stack.enter_context((folder / f"{table.name}.csv").open("w", encoding="utf-8", newline=""))
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([column.name for column in table.columns])
    return writer


def _arrow_schema(table: Table) -> arrow.Schema:
    return arrow.schema([(column.name, _ARROW[column.type]) for column in table.columns])


def _parquet(folder: Path, table: Table) -> Any:
    return parquet.ParquetWriter(folder / f"{table.name}.parquet", _arrow_schema(table), compression="zstd")


def _arrow(table: Table, columns: Columns) -> arrow.Table:
    """The columns with the table's types; raises `InputError` where they do not fit the table."""
    if not all(_fits(column, columns[column.name]) for column in table.columns):
        _frame(table, columns)  # says what does not fit, and where
    return arrow.Table.from_pydict(columns, schema=_arrow_schema(table))


def _fits(column: Column, values: Sequence[Value]) -> bool:
    """What `check` asks of a column but its type, by far faster, for all is well nearly always."""
    given = set(values) if column.values or column.unique else set()
    return (
        not (column.required and None in values)
        and not (column.values and given - {*column.values, None})
        and not (column.unique and len(given) < len(values))
    )


def _is_free(column: Column) -> bool:
    """Whether the column may hold any text."""
    return column.type == "string" and not column.values


def csv_safe(values: Iterable[Any]) -> list[Any]:
    """The values, with an apostrophe before text that a spreadsheet would run as a formula (Parquet is exact)."""
    return [f"'{v}" if isinstance(v, str) and v[:1] in _FORMULA else v for v in values]


def descriptor() -> str:
    """The Frictionless data package descriptor of the CSV files, made from the schema."""
    resources = [
        {
            "name": table.name,
            "path": f"{table.name}.csv",
            "profile": "tabular-data-resource",
            "encoding": "utf-8",
            "description": table.description,
            "schema": {
                "primaryKey": table.key,
                "missingValues": [""],
                "fields": [_field(column) for column in table.columns],
            },
        }
        for table in TABLES
    ]
    package = {
        "name": "community-governance",
        "description": (
            "Offsets are code points in the raw file as decoded. A text cell that begins with one of = + - @ "
            "has an apostrophe in front, so that no spreadsheet runs it; the Parquet files are exact."
        ),
        "resources": resources,
    }
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def _field(column: Any) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.unique:
        constraints["unique"] = True
    if column.values:
        constraints["enum"] = list(column.values)
    field = {"name": column.name, "type": column.type, "description": column.description}
    if column.unit:
        field["unit"] = column.unit
    return field | ({"constraints": constraints} if constraints else {})


def read_tables(folder: Path) -> Frames:
    """The tables in `folder` as frames with nullable dtypes, checked against the schema.

    Raises:
        InputError: if one is missing or does not fit; the message says how to make them.
    """
    frames: Frames = {}
    for table in TABLES:
        path = folder / f"{table.name}.parquet"
        try:
            data = pd.read_parquet(path)
        except FileNotFoundError:
            raise InputError(
                f"{path}: no such table; make it with: helpers parse data/raw --out {folder}"
            ) from None
        except (OSError, arrow.ArrowInvalid):
            raise InputError(
                f"{path}: not a readable Parquet file; make it again with helpers parse"
            ) from None
        missing = [column.name for column in table.columns if column.name not in data.columns]
        if missing:
            raise InputError(
                f"{path}: column {missing[0]} is missing; make the tables again with helpers parse"
            )
        dtypes = {column.name: _PANDAS[column.type] for column in table.columns}
        frames[table.name] = check(table, data[list(dtypes)].astype(dtypes))
    return frames


def as_root_path(path: str | Path) -> Path:
    """A path as a notebook's parameter gives it: relative paths count from the repository's root."""
    return ROOT / path
