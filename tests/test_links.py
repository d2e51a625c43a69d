"""Links: which results a text itself ascribes to which mechanisms."""

import shutil
from pathlib import Path

import pytest
import yaml

from helpers.errors import InputError
from helpers.knowledge import DATA
from helpers.knowledge.links import load_links
from helpers.model import CodedArticle, Link
from tests.parsed import coded

ROWS = yaml.safe_load((Path(__file__).parent / "data" / "links.yml").read_text(encoding="utf-8"))
TITLE = "静安区临汾路街道：小屏幕装下大民生\n"


def ascribed(link: Link, article: CodedArticle) -> list[str]:
    text = article.article.text.text
    result = article.claims[link.claim] if link.claim is not None else article.metrics[link.metric or 0]
    code = article.mechanisms[link.mechanism].code
    return [link.link, code, text[result.start : result.end], text[link.start : link.end]]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["shows"])
def test_a_text_ascribes_exactly_this(row: dict[str, object]):
    article = coded(TITLE + str(row["text"]))
    found = [ascribed(link, article) for link in article.links]
    assert sorted(found) == sorted(row["links"])


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("- {use: perhaps, pattern: 或}", r"links\.yml:1: use: "),
        ("- {use: by, pattern: '('}", r"links\.yml:1: pattern: .*the pattern is broken"),
        ("- {use: by, pattern: 通过}", r"links\.yml: no row for use model; add one"),
    ],
)
def test_a_broken_row_is_named_by_file_line_and_remedy(tmp_path, row, message):
    shutil.copytree(DATA / "lexicon", tmp_path / "lexicon")
    (tmp_path / "lexicon" / "links.yml").write_text(row, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        load_links(tmp_path)
