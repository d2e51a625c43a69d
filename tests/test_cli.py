"""The command line as a person meets it: what it writes, what it says, how it ends."""

import shutil
import subprocess
import sys

import pandas as pd
import pytest

from helpers.schema import TABLES
from helpers.tables import ROOT

RAW = ROOT / "data" / "raw"


def run(*arguments, cwd=ROOT):
    return subprocess.run(
        [sys.executable, "-m", "helpers", *map(str, arguments)], cwd=cwd, capture_output=True, text=True
    )


@pytest.fixture(scope="module")
def seeds(tmp_path_factory):
    out = tmp_path_factory.mktemp("tables")
    result = run("parse", RAW, "--out", out)
    assert result.returncode == 0, result.stderr
    return out


def test_parse_writes_every_table_twice(seeds):
    names = {path.name for path in seeds.iterdir()}
    assert names == {f"{t.name}.{e}" for t in TABLES for e in ("csv", "parquet")} | {"datapackage.json"}


def test_every_quote_stands_in_its_raw_file_at_its_offsets(seeds):
    for table, column in (("metrics", "quote"), ("mechanisms", "evidence")):
        data = pd.read_parquet(seeds / f"{table}.parquet")
        assert len(data)
        for doc, rows in data.groupby("doc"):
            raw = (RAW / f"{doc}.txt").read_text(encoding="utf-8-sig")
            assert [raw[s:e] for s, e in zip(rows["start"], rows["end"], strict=True)] == list(rows[column])


def test_no_spam_of_the_hijacked_page_reaches_a_table(seeds):
    spam = (RAW / "004_6f66e2b6ee5c7782.txt").read_text(encoding="utf-8").splitlines()[0].split("|")
    published = "".join(path.read_text(encoding="utf-8") for path in seeds.glob("*.csv"))
    assert len(spam) == 10
    assert [words for words in spam if words in published] == []


def test_the_famous_numbers_are_there(seeds):
    metrics = pd.read_parquet(seeds / "metrics.parquet").set_index("text")
    pair = metrics.loc["37%提升至89%"]
    assert (pair["value_before"], pair["value"], pair["kind"], pair["direction"]) == (
        37,
        89,
        "before_after",
        "up",
    )
    occupancy = metrics[(metrics["indicator"] == "入住率") & (metrics["value"] == 90)]
    assert "奉发未来·临港社区" in set(occupancy["community"])
    burglary = metrics[metrics["indicator"].str.contains("盗窃", na=False)].iloc[0]
    assert (burglary["value"], burglary["unit"], burglary["direction"], burglary["baseline"]) == (
        65,
        "%",
        "down",
        "yoy",
    )


def test_the_same_input_gives_the_same_bytes_in_another_folder(seeds, tmp_path):
    elsewhere = tmp_path / "moved"
    shutil.copytree(RAW, elsewhere)
    assert run("parse", elsewhere, "--out", tmp_path / "out").returncode == 0
    for path in seeds.iterdir():
        assert path.read_bytes() == (tmp_path / "out" / path.name).read_bytes(), path.name


def test_one_bad_file_is_set_aside_and_the_rest_goes_on(tmp_path):
    folder = tmp_path / "raw"
    folder.mkdir()
    shutil.copy(RAW / "000_13a06d780ab03265.txt", folder / "good.txt")
    shutil.copy(folder / "good.txt", folder / "twin.txt")
    (folder / "picture.txt").write_bytes(bytes(range(256)) * 8)
    (folder / "empty.txt").write_bytes(b"")
    result = run("parse", folder, "--out", tmp_path / "out")
    assert result.returncode == 0
    quarantine = pd.read_csv(tmp_path / "out" / "quarantine.csv").set_index("file")["reason"]
    assert list(quarantine.index) == ["empty.txt", "picture.txt", "twin.txt"]
    assert "good" in quarantine["twin.txt"]
    assert "3 file(s) set aside" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["parse", "nowhere", "--out", "out"], "nowhere"),
        (["parse", "empty", "--out", "out"], "empty"),
        (["evaluate", "nowhere.jsonl", "out"], "nowhere.jsonl"),
        (["evaluate", ROOT / "data/gold/seeds.jsonl", "nowhere"], "helpers parse"),
    ],
)
def test_bad_input_gets_one_clear_line(tmp_path, arguments, message):
    (tmp_path / "empty").mkdir()
    result = run(*arguments, cwd=tmp_path)
    assert result.returncode == 2
    assert message in result.stderr
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "out").exists() or not list((tmp_path / "out").iterdir())


def test_evaluate_prints_the_figures(seeds):
    result = run("evaluate", ROOT / "data/gold/seeds.jsonl", seeds)
    assert result.returncode == 0, result.stderr
    assert result.stdout.startswith("articles           F1 ")
