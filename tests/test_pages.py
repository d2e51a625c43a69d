"""Reading pages: what a source wrote is shown as text and never becomes live; every record has its mark."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from helpers.book import open_book
from helpers.highlights import Span, marked_article
from helpers.pages import article_pages, data_dictionary, downloads, reading_page
from helpers.schema import TABLES
from helpers.tables import read_tables, write_tables
from tests.parsed import coded
from tests.records import RAW, make_records

HOSTILE = "<script>alert(1)</script>`x`$a$[a](b)"


@pytest.fixture
def page_of(tmp_path):
    def make(records):
        write_tables([records], tmp_path)
        return reading_page(records.document, records.articles[0], open_book(str(tmp_path), "en", "../"))

    return make


def _html(page):
    return BeautifulSoup(page.split("````{raw} html\n")[1].rsplit("````")[0], "html.parser")


def test_every_record_of_the_tables_has_its_mark(tmp_path, page_of):
    soup = _html(page_of(make_records()))
    frames = read_tables(tmp_path)
    marks = {mark["id"]: mark.text for mark in soup.find_all("mark", id=True)}
    assert marks[frames["metrics"]["metric_id"].item()] == "37%提升至89%"
    assert marks[frames["communities"]["community_id"].item()] == "晨光居民区"
    assert marks[frames["mechanisms"]["mechanism_id"].item()] == "搭建议事厅"
    assert soup.find(class_="article-text").text.split() == RAW[6:].split()


def test_nothing_of_a_source_becomes_live(page_of):
    page = page_of(make_records(raw=RAW.replace("议事厅，", f"议事厅{HOSTILE}，")))
    soup = _html(page)
    assert soup.find("script") is None
    assert HOSTILE in soup.text
    assert "`" not in page.split("````{raw} html\n")[1].rsplit("````")[0]


def test_a_headline_is_shown_as_it_is(tmp_path):
    records = make_records()
    article = records.articles[0]
    title = "# *a* $b$ <i>c</i> [d](e) {f}`g`"
    hostile = replace(article, article=article.article._replace(title=title))
    write_tables([replace(records, articles=(hostile,))], tmp_path)
    book = open_book(str(tmp_path), "en", "../")
    heading = reading_page(records.document, hostile, book).splitlines()[4]
    assert heading == r"# \# \*a\* \$b\$ \<i\>c\</i\> \[d\]\(e\) \{f\}\`g\`"


@pytest.mark.parametrize(
    ("publish", "shown", "hidden"), [("excerpt", "89%", "后来下雨了"), ("none", "", "89%")]
)
def test_no_more_is_shown_than_the_manifest_allows(tmp_path, publish, shown, hidden):
    records = make_records(raw=f"{RAW}后来下雨了。")
    write_tables([records], tmp_path)
    document = replace(records.document, publish=publish)
    page = reading_page(document, records.articles[0], open_book(str(tmp_path), "en", "../"))
    text = _html(page).find(class_="article-text")
    assert shown in (text.text if text else "")
    assert hidden not in (text.text if text else "")
    for metric_id in read_tables(tmp_path)["metrics"]["metric_id"]:
        assert f'id="{metric_id}"' in page


def test_spans_that_overlap_keep_the_text_whole_and_each_id_once():
    article = coded("静安区临汾路街道办起议事厅\n街道的居民开了12次议事会，大家都来了。").article
    spans = [Span(3, 12, "a", "x", ""), Span(8, 20, "b", "y", ""), Span(3, 20, "c", "z", "")]
    soup = BeautifulSoup(marked_article(article, spans), "html.parser")
    assert soup.text.split() == article.text.text.split()
    assert sorted(tag["id"] for tag in soup.find_all(id=True)) == ["x", "y", "z"]


def test_pages_of_the_data(tmp_path):
    records = make_records()
    write_tables([records], tmp_path)
    book = open_book(str(tmp_path), "en", "../")
    assert list(article_pages([records], book)) == [
        f"articles/{book.frames['articles']['article_id'].item()}.md"
    ]
    dictionary = _html(data_dictionary(book.labels))
    columns = {code.text for code in dictionary.find_all("code")}
    assert columns == {column.name for table in TABLES for column in table.columns}
    page = _html(downloads([tmp_path / "metrics.csv"], book.labels))
    assert page.find("a")["href"] == "data/metrics.csv"
    assert f"{(tmp_path / 'metrics.csv').stat().st_size:,}" in page.text
