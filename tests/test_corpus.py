import csv
import hashlib

import pytest

from helpers.corpus import MANIFEST, Rejected, decode, read_corpus
from helpers.errors import InputError
from helpers.tables import ROOT

TEXT = "社区里有300余户居民，满意度达92%。\r\n物业费收缴率提高了。"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8"),
        (TEXT.encode("gb18030"), "gb18030"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16-le"),
    ],
)
def test_the_text_is_decoded_and_its_newlines_are_left_alone(data, encoding):
    assert decode(data) == (TEXT, encoding)


def test_big5_is_decoded():
    text = "社區裡有三百戶居民，滿意度達到九成。" * 3
    assert decode(text.encode("big5")) == (text, "big5")


def test_pictures_between_the_words_leave_the_encoding_known():
    text = (
        "👇点击看加梯战报🎉\n🏠【家底】\n🔹居民楼61幢\n✅签约33台\n📞一楼一方案，阳台夜话每周两场🗣️💰🏃\n" * 2
    )
    assert decode(text.encode("gb18030")) == (text, "gb18030")


def test_a_stray_byte_becomes_one_replacement_character():
    text, encoding = decode(TEXT.encode() * 20 + b"\xff" + TEXT.encode())
    assert (text, encoding) == (TEXT * 20 + "�" + TEXT, "utf-8")


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(ValueError, match="binary"):
        decode(bytes(range(256)))


def write(folder, files):
    for name, data in files.items():
        (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())


def test_documents_come_by_name_and_bad_files_are_set_aside_with_a_reason(tmp_path):
    write(
        tmp_path,
        {"b.txt": "乙", "a.txt": "甲", "c.txt": "甲", "d.txt": "  \n", "e.txt": b"\0\1", "f.pdf": "no"},
    )
    (tmp_path / "sub").mkdir()
    write(tmp_path / "sub", {"a.txt": "丙"})
    results = list(read_corpus([tmp_path]))
    assert [r.doc for r in results if not isinstance(r, Rejected)] == ["a", "b"]
    assert {r.file: r.reason for r in results if isinstance(r, Rejected)} == {
        "c.txt": "it has the same bytes as a.txt; keep one of them",
        "d.txt": "it is empty",
        "e.txt": "it is binary, not text",
        "a.txt": "another file is named a too; rename one of them",
    }


def test_the_manifest_tells_where_a_file_comes_from(tmp_path):
    sha = hashlib.sha256("甲".encode()).hexdigest()
    write(tmp_path, {"a.txt": "甲", "b.txt": "乙"})
    rows = (
        f"file,sha256,source,published,publish\na.txt,{sha},青年报,2025-11-22,excerpt\nb.txt,{sha},,,full\n"
    )
    write(tmp_path, {MANIFEST: rows})
    document, rejected = read_corpus([tmp_path])
    assert (document.source, document.published, document.publish) == ("青年报", "2025-11-22", "excerpt")
    assert "its bytes are not those" in rejected.reason


@pytest.mark.parametrize("name", ["nowhere", "empty"])
def test_nothing_to_read_is_one_clear_line(tmp_path, name):
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=name):
        list(read_corpus([tmp_path / name]))


def test_a_broken_manifest_is_named(tmp_path):
    write(tmp_path, {"a.txt": "甲", MANIFEST: "file,publish\na.txt,perhaps\n"})
    with pytest.raises(InputError, match="manifest.csv:2: publish"):
        list(read_corpus([tmp_path]))


def test_the_seeds_are_byte_for_byte_those_of_the_manifest():
    folder = ROOT / "data" / "raw"
    with (folder / MANIFEST).open(encoding="utf-8", newline="") as file:
        rows = {row["file"]: row for row in csv.DictReader(file)}
    files = sorted(path.name for path in folder.glob("*.txt"))
    assert files == sorted(rows)
    assert [hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in files] == [
        rows[n]["sha256"] for n in files
    ]
    assert all("quoted for research" in row["licence"] for row in rows.values())
