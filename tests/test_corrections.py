from dataclasses import replace
from decimal import Decimal

import pytest

from helpers.corrections import Correction, apply_corrections, load_corrections
from helpers.errors import InputError
from helpers.model import Link, Relation
from tests.records import RAW, make_records

QUOTE = "37%提升至89%"
START = RAW.index(QUOTE)
END = START + len(QUOTE)


def correction(**changes):
    row = {
        "table": "metrics",
        "doc": "a",
        "start": START,
        "end": END,
        "field": "value",
        "expected": "89",
        "corrected": "88",
        "reason": "misread",
        "reported_by": "a reader",
        "date": "2026-11-24",
    }
    return Correction(**(row | changes))


def test_a_number_is_corrected():
    (coded,) = apply_corrections(make_records(), [correction()]).articles
    assert coded.metrics[0].value == Decimal(88)
    assert coded.metrics[0].value_before == Decimal(37)


def test_a_field_is_emptied():
    row = correction(field="direction", expected="up", corrected="")
    (coded,) = apply_corrections(make_records(), [row]).articles
    assert coded.metrics[0].direction is None


def test_a_record_is_removed():
    row = correction(field="", expected=QUOTE, corrected="")
    (coded,) = apply_corrections(make_records(), [row]).articles
    assert coded.metrics == ()
    assert len(coded.mechanisms) == 1


def test_what_was_tied_to_a_removed_record_goes_with_it_and_the_rest_is_counted_anew():
    records = make_records()
    (coded,) = records.articles
    first, second = coded.metrics[0], coded.metrics[0]._replace(start=0, end=2)
    tied = replace(
        coded,
        metrics=(first, second, second),
        relations=(Relation("same_fact", 1, 0), Relation("same_fact", 2, 1)),
        links=(Link(0, 1, "stated", 0, 0, None), Link(0, 1, "stated", 0, 2, None), coded.links[1]),
    )
    records = replace(records, articles=(tied,))
    row = correction(field="", expected=QUOTE, corrected="")
    (left,) = apply_corrections(records, [row]).articles
    assert left.relations == (Relation("same_fact", 1, 0),)
    assert left.links == (Link(0, 1, "stated", 0, 1, None), coded.links[1])
    evidence = RAW.index("搭建议事厅")
    row = correction(
        table="mechanisms", start=evidence, end=evidence + 5, field="", expected="搭建议事厅", corrected=""
    )
    (left,) = apply_corrections(records, [row]).articles
    assert left.links == ()


def test_titles_places_and_mechanisms_are_corrected():
    records = make_records()
    article, place = records.articles[0].article, RAW.index("晨光")
    evidence = RAW.index("搭建议事厅")
    rows = [
        correction(
            table="articles",
            start=article.start,
            end=article.end,
            field="title",
            expected="晨光居民区议事",
            corrected="议事",
        ),
        correction(
            table="communities",
            start=place,
            end=place + 5,
            field="district",
            expected="黄浦区",
            corrected="静安区",
        ),
        correction(
            table="mechanisms",
            start=evidence,
            end=evidence + 5,
            field="code",
            expected="deliberation",
            corrected="alliance",
        ),
    ]
    (coded,) = apply_corrections(records, rows).articles
    assert (coded.article.title, coded.places[0].district, coded.mechanisms[0].code) == (
        "议事",
        "静安区",
        "alliance",
    )


def test_other_documents_are_left_alone():
    records = make_records()
    assert apply_corrections(records, [correction(doc="b")]) == records


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"expected": "90"}, "expects '90' but finds '89'"),
        ({"start": START + 1}, "no such record any more"),
        ({"field": "", "expected": "something else"}, "finds '37%提升至89%'"),
        ({"field": "role", "expected": "input"}, "finds 'outcome'"),
    ],
)
def test_a_correction_trips_when_what_it_expects_is_gone(changes, message):
    with pytest.raises(InputError, match=message):
        apply_corrections(make_records(), [correction(**changes)])


HEADER = "table,doc,start,end,field,expected,corrected,reason,reported_by,date\n"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("metrics,a,1,2,colour,red,blue,why,me,2026-01-01", "row 2: field 'colour' cannot be corrected"),
        ("metrics,a,1,2,value,many,3,why,me,2026-01-01", "'many' is not a number"),
        ("numbers,a,1,2,value,2,3,why,me,2026-01-01", ":2: table"),
        ("metrics,a,x,2,value,2,3,why,me,2026-01-01", ":2: start"),
        ("metrics,a,1,2,value,2,3,why,,2026-01-01", ":2: reported_by"),
    ],
)
def test_a_broken_row_is_named(tmp_path, row, message):
    path = tmp_path / "corrections.csv"
    path.write_text(HEADER + row + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=message):
        load_corrections(path)


def test_the_shipped_corrections_are_readable():
    assert isinstance(load_corrections(), tuple)
