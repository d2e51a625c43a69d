"""Reports for whoever changes code or lexicons: which records moved, which entries nothing uses."""

from helpers.differences import differences
from helpers.tables import read_tables, write_tables
from helpers.unused import unused_entries
from tests.records import RAW, make_records


def test_records_that_moved_are_listed_and_nothing_else(tmp_path):
    write_tables([make_records()], tmp_path)
    old, new = read_tables(tmp_path), read_tables(tmp_path)
    assert list(differences(old, new)) == []
    new["metrics"].loc[0, ["role", "baseline"]] = ["input", "yoy"]
    new["mechanisms"] = new["mechanisms"].iloc[:0]
    assert list(differences(old, new)) == [
        "~ metrics a 33: 37%提升至89%: baseline <NA> → yoy",
        "~ metrics a 33: 37%提升至89%: role outcome → input",
        f"- mechanisms a {RAW.index('搭建')}: 搭建议事厅",
    ]
    assert list(differences(new, old))[-1].startswith("+ mechanisms a ")


def test_entries_that_no_text_uses_are_listed_with_their_place(tmp_path):
    (tmp_path / "x.yml").write_text(
        "# words\n- {unit: 户, aliases: [戶数, 家庭]}\n- {words: [近, '超(?:过)', 逾]}\n", "utf-8"
    )
    assert list(unused_entries(tmp_path, ["近1000戶", "戶數"])) == ["x.yml:2: 家庭", "x.yml:3: 逾"]
    assert list(unused_entries(tmp_path, [])) == [
        "x.yml:2: 户",
        "x.yml:2: 戶数",
        "x.yml:2: 家庭",
        "x.yml:3: 近",
        "x.yml:3: 逾",
    ]
