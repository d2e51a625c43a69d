"""What a change of code or lexicons did to the tables, for whoever reviews it."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from helpers.columns import Table
from helpers.schema import TABLES
from helpers.tables import Frames

# The column that says in the text's own words what a record is.
_SHOWN = {"articles": "title", "communities": "name", "metrics": "text", "mechanisms": "evidence"}


def differences(old: Frames, new: Frames) -> Iterator[str]:
    """A line for each record that is gone (-), new (+) or has another value in a field (~), table by table.

    Records are the same where their ids are: the same span of the same document, coded alike.
    """
    for table in TABLES:
        if table.name in _SHOWN:
            yield from _of_table(table, old[table.name], new[table.name])


def _of_table(table: Table, old: pd.DataFrame, new: pd.DataFrame) -> Iterator[str]:
    key = table.key
    before, after = old.set_index(key), new.set_index(key)
    for sign, rows in (
        ("-", before.loc[~before.index.isin(after.index)]),
        ("+", after.loc[~after.index.isin(before.index)]),
    ):
        for _, row in rows.iterrows():
            yield f"{sign} {table.name} {row['doc']} {row['start']}: {row[_SHOWN[table.name]]}"
    common = after.index.intersection(before.index, sort=False)
    first, second = before.loc[common], after.loc[common]
    for column in first.columns.intersection(second.columns, sort=False):
        one, other = first[column], second[column]
        changed = ~(one.eq(other).fillna(False) | (one.isna() & other.isna())).astype(bool)
        for record in common[changed]:
            row = second.loc[record]
            shown = row[_SHOWN[table.name]]
            yield f"~ {table.name} {row['doc']} {row['start']}: {shown}: {column} {one[record]} → {other[record]}"
