import csv
import json

import pytest

from helpers.corpus import Rejected
from helpers.errors import InputError
from helpers.rows import record_id, rows_of
from helpers.schema import TABLES
from helpers.tables import check, frames_of, read_tables, write_tables
from tests.records import RAW, make_records


def test_rows_hold_raw_offsets_and_quotes():
    rows = rows_of(make_records())
    (metric,) = rows["metrics"]
    assert RAW[metric["start"] : metric["end"]] == metric["quote"] == "37%提升至89%"
    assert (metric["value"], metric["value_before"]) == (89.0, 37.0)
    (mechanism,) = rows["mechanisms"]
    assert RAW[mechanism["start"] : mechanism["end"]] == mechanism["evidence"] == "搭建议事厅"
    assert metric["community_id"] == mechanism["community_id"] == rows["communities"][0]["community_id"]
    assert json.loads(rows["documents"][0]["noise"]) == {"spam": [[0, 5]]}


def test_ids_depend_on_bytes_and_span_only():
    assert record_id("ab", "metrics", 1, 2) == record_id("ab", "metrics", 1, 2)
    others = {
        record_id("ab", "metrics", 1, 2),
        record_id("ac", "metrics", 1, 2),
        record_id("ab", "mechanisms", 1, 2),
        record_id("ab", "metrics", 1, 3),
        record_id("ab", "metrics", 1, 2, "code"),
    }
    assert len(others) == 5
    assert (
        rows_of(make_records("a"))["metrics"][0]["metric_id"]
        == rows_of(make_records("renamed"))["metrics"][0]["metric_id"]
    )


def test_written_tables_read_back_the_same(tmp_path):
    written = write_tables([make_records(), Rejected("b.bin", "binary")], tmp_path / "out")
    assert written.rows == {
        "documents": 1,
        "articles": 1,
        "communities": 1,
        "metrics": 1,
        "mechanisms": 1,
        "attributes": 2,
        "claims": 1,
        "relations": 0,
        "links": 2,
        "lists": 0,
        "quarantine": 1,
    }
    tables = read_tables(tmp_path / "out")
    expected = frames_of([make_records(), Rejected("b.bin", "binary")])
    for name, table in tables.items():
        assert table.equals(expected[name])
        assert list(table.dtypes) == list(expected[name].dtypes)


def test_writing_twice_gives_the_same_bytes(tmp_path):
    for folder in ("one", "two"):
        write_tables([make_records()], tmp_path / folder)
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert files == sorted(
        [f"{t.name}.{e}" for t in TABLES for e in ("csv", "parquet")] + ["datapackage.json"]
    )
    for name in files:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_a_formula_in_a_source_stays_text_in_csv_and_exact_in_parquet(tmp_path):
    write_tables([make_records()], tmp_path)
    with (tmp_path / "metrics.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["sentence"].startswith("'=晨光")
    assert read_tables(tmp_path)["metrics"]["sentence"][0].startswith("=晨光")


def test_nothing_is_replaced_when_nothing_could_be_parsed(tmp_path):
    write_tables([make_records()], tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(InputError, match="b.bin: binary"):
        write_tables([Rejected("b.bin", "binary")], tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_failure_midway_leaves_the_old_tables(tmp_path):
    write_tables([make_records()], tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def breaks():
        yield make_records("z")
        raise InputError("a correction tripped")

    with pytest.raises(InputError, match="tripped"):
        write_tables(breaks(), tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_missing_tables_name_the_remedy(tmp_path):
    with pytest.raises(InputError, match="helpers parse"):
        read_tables(tmp_path)


@pytest.mark.parametrize(("column", "value"), [("bound", "perhaps"), ("role", None), ("kind", "rumour")])
def test_a_value_outside_the_codebook_is_refused(column, value):
    metrics = next(table for table in TABLES if table.name == "metrics")
    data = frames_of([make_records()])["metrics"]
    data[column] = value
    with pytest.raises(InputError, match=column):
        check(metrics, data.astype({column: "string"}))


def test_a_table_whose_keys_are_not_unique_is_not_written(tmp_path):
    with pytest.raises(InputError, match="table documents.*doc"):
        write_tables([make_records(), make_records()], tmp_path)
    assert not list(tmp_path.iterdir())


def test_empty_tables_keep_columns_and_types():
    tables = frames_of([])
    assert {name: len(table) for name, table in tables.items()} == dict.fromkeys(tables, 0)
    assert str(tables["metrics"]["value"].dtype) == "Float64"


def test_the_descriptor_describes_every_column(tmp_path):
    write_tables([make_records()], tmp_path)
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        header = (tmp_path / resource["path"]).read_text(encoding="utf-8").splitlines()[0].split(",")
        assert [field["name"] for field in resource["schema"]["fields"]] == header
