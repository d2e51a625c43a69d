"""Pages of places, mechanisms and indicator types: what is reported of each, and which places are alike."""

import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from helpers import profiles
from helpers.book import Book, place_pages
from helpers.codes import INDICATOR_TYPES, MECHANISM_CODES
from helpers.knowledge.labels import LANGUAGES
from helpers.labels import Labels
from helpers.profile_pages import indicator_page, mechanism_page, peers_page, place_profiles, profile_pages
from tests.frames import make_frames

HOSTILE = "<script>alert(1)</script>"
FRAMES = make_frames(
    articles=[
        {"problems": '["parking", "disputes"]'},
        {"problems": '["parking"]', "doc": "d2"},
        {"problems": "[]", "doc": "d3"},
    ],
    communities=[
        {"community_type": "old_public"},
        {"name": "东苑", "article_id": "ar2", "community_type": "old_public", "district": "徐汇区"},
        {"name": "西苑", "article_id": "ar2", "community_type": "rental", "district": "徐汇区"},
        {"article_id": "ar3"},
        {"name": HOSTILE, "article_id": "ar3"},
    ],
    metrics=[
        {"community_id": "co1", "strength": "R3"},
        {
            "community_id": "co4",
            "strength": "R5",
            "kind": "before_after",
            "value_before": 37,
            "article_id": "ar3",
        },
        {"community_id": "co2", "role": "output", "strength": "R2", "indicator_type": "events", "value": 12},
    ],
    mechanisms=[{"community_id": "co1"}, {"community_id": "co4", "code": "alliance", "facet": "actor"}],
    claims=[{"community_id": "co2", "evidence": HOSTILE}],
    attributes=[
        {},
        {"value": "disputes", "evidence": "吵架", "community_id": "co1"},
        {"article_id": "ar2"},
        {"article_id": "ar2", "value": "ageing", "community_id": "co3"},
    ],
)
EMPTY = make_frames()


def _book(frames, lang="en"):
    return replace(Book(frames, Labels(lang), "../"), places=place_pages(frames["communities"]))


def _html(text):
    return BeautifulSoup(text.split("````{raw} html\n")[1].rsplit("````")[0], "html.parser")


def test_a_place_told_of_twice_is_one_place():
    table = profiles.places(FRAMES).set_index("name")
    place = table.loc["晨光居民区"]
    assert (place["articles"], place["problems"], place["codes"], place["strength"]) == (
        2,
        '["parking", "disputes"]',
        '["alliance", "deliberation"]',
        "R5",
    )
    assert (table.loc["东苑", "strength"], table.loc["东苑", "codes"]) == ("R1", "[]")
    pages = place_pages(FRAMES["communities"])
    assert pages["co1"] == pages["co4"] != pages["co2"]


def test_places_alike_share_a_problem_and_those_of_one_kind_stand_first():
    table = profiles.places(FRAMES)
    assert list(profiles.peers(table, table.iloc[0])["name"]) == ["东苑", "西苑"]
    assert list(profiles.peers(table, table.iloc[2])["name"]) == ["晨光居民区", "东苑"]
    assert profiles.peers(table, table.iloc[3]).empty


def test_problems_beside_a_mechanism():
    assert profiles.problems_with(FRAMES, "deliberation").to_dict() == {"parking": 1, "disputes": 1}
    assert profiles.problems_with(FRAMES, "incentives").empty


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_of_a_place_leads_from_problem_to_result(lang):
    book = _book(FRAMES, lang)
    page = _html(place_profiles(book)[f"places/{book.places['co1']}.md"])
    text = page.text
    assert "吵架" in text
    assert book.labels.label("strength.R5") in text
    links = {a["href"] for a in page.find_all("a")}
    assert {
        "../mechanisms/deliberation.html",
        "../mechanisms/alliance.html",
        "../districts/310101.html",
    } <= links
    assert {"../articles/ar1.html#me1", "../articles/ar3.html#me2"} <= links
    assert f"../places/{book.places['co2']}.html" in links


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_mechanism_and_type_has_its_page_also_without_any_article(lang):
    for frames in (FRAMES, EMPTY):
        pages = profile_pages(_book(frames, lang))
        assert {f"mechanisms/{code}.md" for code in MECHANISM_CODES} <= set(pages)
        assert {f"indicators/{name}.md" for name in INDICATOR_TYPES} <= set(pages)
        assert (
            len(pages)
            == len(MECHANISM_CODES) + len(INDICATOR_TYPES) + 1 + frames["communities"]["name"].nunique()
        )
        assert not any(re.search(r"(?<!\\)<script", text) for text in pages.values())


def test_pages_of_a_mechanism_and_of_a_type():
    book = _book(FRAMES)
    page = _html(mechanism_page(book, "deliberation"))
    assert f"../places/{book.places['co1']}.html" in {a["href"] for a in page.find_all("a")}
    page = _html(indicator_page(book, "events"))
    assert "1 number in 1 item of 1 document; told as an outcome: 0." in page.text
    assert book.labels.label("indicator_note.events") in page.text


@pytest.mark.parametrize(
    ("lang", "titles"),
    [("en", ("Party leadership 党建引领", "Occupancy 入住")), ("zh", ("党建引领", "入住"))],
)
def test_a_term_is_found_by_its_chinese_name_too(lang, titles):
    book = _book(FRAMES, lang)
    pages = (mechanism_page(book, "party_leadership"), indicator_page(book, "occupancy"))
    assert tuple(page.split("# ", 1)[1].splitlines()[0] for page in pages) == titles


def test_places_can_be_chosen_by_kind_and_problem():
    page = _html(peers_page(_book(FRAMES)))
    rows = page.find(id="peer-table").find("tbody").find_all("tr")
    assert [(row["data-kind"], row["data-problems"]) for row in rows] == [
        ("old_public", "parking disputes"),
        ("old_public", "parking"),
        ("rental", "parking ageing"),
        ("", ""),
    ]
    options = [option["value"] for option in page.find("select", {"name": "problem"}).find_all("option")]
    assert options == ["", "parking", "ageing", "disputes"]


def test_marks_beside_a_result():
    frames = make_frames(
        metrics=[
            {"followed": "两年来"},
            {"measured_by": "第三方测评", "article_id": "ar2"},
        ],
        attributes=[{"field": "prize", "value": "told", "article_id": "ar2"}],
    )
    marks = profiles.with_marks(frames["metrics"], frames)["marks"]
    assert list(marks) == ['["self_reported", "year_or_more"]', '["measured", "prize"]']
    assert profiles.with_marks(EMPTY["metrics"], EMPTY).empty
