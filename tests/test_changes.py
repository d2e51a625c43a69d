"""Reported changes: what is known of their size, and nothing more."""

import pytest

from helpers import change_charts, changes, findings, show
from helpers.book import Book
from helpers.knowledge.labels import LANGUAGES
from helpers.labels import Labels
from tests.frames import make_frames

PAIR = {"kind": "before_after", "value": 89, "value_before": 37, "direction": "up"}
FALL = {"kind": "change", "value": 65, "direction": "down", "bound": "at_most", "baseline": "yoy"}


def _told(*metrics):
    return changes.reported_changes(make_frames(metrics=list(metrics))["metrics"])


@pytest.mark.parametrize(
    ("metric", "points", "relative", "missing"),
    [
        (PAIR, 52, 52 / 37 * 100, "nothing"),
        (PAIR | {"value": 0, "value_before": 9, "unit": "起", "direction": "down"}, -9, -100, "nothing"),
        (PAIR | {"value": 9, "value_before": 0, "unit": "起"}, 9, None, "nothing"),
        (FALL, None, -65, "base"),
        (FALL | {"unit": "个百分点", "value": 3}, -3, None, "relative"),
        (FALL | {"unit": "件", "value": 412}, -412, None, "relative"),
        (FALL | {"direction": None}, None, None, "direction"),
    ],
)
def test_size_of_a_change_as_far_as_it_is_told(metric, points, relative, missing):
    (row,) = _told(metric).astype(object).where(lambda cells: cells.notna(), None).to_dict("records")
    assert row["points"] == points
    assert row["relative"] == (None if relative is None else pytest.approx(relative))
    assert row["missing"] == missing


def test_pairs_come_first_and_levels_are_no_changes():
    told = _told({}, FALL, PAIR, PAIR)
    assert list(told["kind"]) == ["before_after", "change"]
    assert list(told["mentions"]) == [2, 1]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_chapter(lang):
    frames = make_frames(articles=[{}], metrics=[FALL, PAIR, PAIR | {"role": "output", "unit": "个"}])
    book = Book(frames, Labels(lang), "", "changes")
    told = changes.reported_changes(frames["metrics"])
    results = changes.outcomes_only(told)
    assert len(results) == 2
    text = show.paragraphs(findings.changes(book, told))._repr_html_()
    assert "3" in text
    pairs = change_charts.pairs(results, book.labels)
    assert "37% → 89%" in pairs.alt
    relative = change_charts.relative(results, book.labels)
    assert "+140.5% (37% → 89%)" in relative.alt
    assert "↓≤65%" in relative.alt
    table = show.table(book, told, ["value", "before", "points", "relative"], "caption.changes")._repr_html_()
    assert f"+52 {book.labels.label('value.derived')}" in table
    assert "≤−65 " in table
    assert book.labels.label("value.untold") in table


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_changes_the_page_says_so(lang):
    frames = make_frames(articles=[{}])
    book = Book(frames, Labels(lang), "")
    told = changes.reported_changes(frames["metrics"])
    assert findings.changes(book, told) == [book.labels.html("changes_page.none")]
    assert change_charts.pairs(told, book.labels).svg == ""
    assert change_charts.relative(told, book.labels).svg == ""
