"""Mechanisms: which categories a text shows, where the evidence stands, and what the schemes are called."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from helpers.codes import MECHANISM_CODES
from helpers.errors import InputError
from helpers.facts import unstated
from helpers.knowledge import DATA
from helpers.knowledge.mechanisms import load_mechanisms
from helpers.mechanisms import code_mechanisms
from helpers.model import Article, Mechanism, Paragraph, Place, Text
from helpers.scenes import set_scene
from tests.parsed import records_of

ROWS = yaml.safe_load((Path(__file__).parent / "data" / "mechanisms.yml").read_text(encoding="utf-8"))
KNOWLEDGE = load_mechanisms(DATA)


def article_of(text: str) -> Article:
    paragraphs, start = [], 0
    for line in text.split("\n"):
        paragraphs.append(Paragraph(start, start + len(line), "paragraph"))
        start += len(line) + 1
    return Article(0, len(text), ((0, len(text)),), "", True, "", Text.of_raw(text), tuple(paragraphs))


def place_at(text: str, name: str, is_coded: bool = True) -> Place:
    at = text.index(name)
    return Place(
        name, "estate", "上海市", None, f"{name}的区", None, None, "", (), ((at, at + len(name)),), is_coded
    )


def coded(text: str, *places: Place) -> tuple[Mechanism, ...]:
    article = article_of(text)
    return code_mechanisms(article, set_scene(article, places), unstated(article, KNOWLEDGE.cues), KNOWLEDGE)


def test_a_place_named_once_does_not_take_the_rest_of_another_places_story():
    text = (
        "平川居民区的一本账\n松江区中山街道平川居民区搭建议事厅，居民有事好商量。\n"
        "东苑小区由志愿者巡逻。\n推行积分制，居民用积分换服务；还组建了业主微信群。"
    )
    (article,) = records_of(text).articles
    places = {m.code: m.place.name for m in article.mechanisms if m.place}
    assert places["incentives"] == places["digital_governance"] == places["deliberation"] == "平川居民区"
    assert places["volunteers_talents"] == "东苑小区"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:24])
def test_a_text_shows_exactly_these_categories_and_names(row: dict[str, object]):
    mechanisms = coded(str(row["text"]))
    assert sorted({m.code for m in mechanisms}) == sorted(row["codes"])
    if "names" in row:
        assert sorted({m.name for m in mechanisms if m.name}) == sorted(row["names"])


def test_every_category_has_a_row_that_shows_it():
    assert {code for row in ROWS for code in row["codes"]} == set(MECHANISM_CODES)


def test_the_evidence_is_the_clause_with_the_word():
    text = "开春以来，志愿者每周清扫两次，邻居也来搭手。"
    assert [text[m.start : m.end] for m in coded(text)] == ["志愿者每周清扫两次"]


def test_a_clause_does_not_end_inside_a_number_or_a_clock_time():
    text = "全年1,200名志愿者从8:00开始值守,很少间断"
    assert [text[m.start : m.end] for m in coded(text)] == ["全年1,200名志愿者从8:00开始值守"]


def test_no_category_gets_more_than_three_unnamed_pieces_of_evidence():
    text = "".join(f"{street}路上有志愿者。" for street in "东南西北中")
    assert [text[m.start : m.end] for m in coded(text)] == [f"{street}路上有志愿者" for street in "东南西"]


def test_a_likely_word_needs_an_action_or_a_second_word():
    assert coded("院子里的花坛很旧。") == ()
    assert {m.code for m in coded("居民新建了一处花坛。")} == {"micro_renewal"}


def test_each_name_is_given_once_and_two_names_of_a_clause_are_two_pieces_of_evidence():
    text = "街道成立“红枫议事会”和“银杏议事会”，“红枫议事会”先开了会。"
    named = [(m.name, text[m.start : m.end]) for m in coded(text) if m.name]
    assert named == [("红枫议事会", "街道成立“红枫议事会”和“银杏议事会”"), ("银杏议事会", "“银杏议事会”")]


def test_the_place_is_the_last_coded_one_before_the_clause_ends():
    text = "东里有志愿者。西里办了食堂，居民常来坐坐，积分制也推开了。"
    east, west = place_at(text, "东里"), place_at(text, "西里")
    other = place_at(text, "居民", is_coded=False)
    found = {m.code: (m.place, m.district) for m in coded(text, west, other, east)}
    assert found == {
        "volunteers_talents": (east, "东里的区"),
        "service_facilities": (west, "西里的区"),
        "incentives": (west, "西里的区"),
    }


def test_the_place_is_the_first_of_the_article_where_none_stands_before():
    text = "志愿者忙了一天。这里是东里。"
    assert [m.place.name for m in coded(text, place_at(text, "东里")) if m.place] == ["东里"]
    assert [(m.place, m.district) for m in coded(text)] == [(None, None)]


@given(st.lists(st.sampled_from([str(row["text"]) for row in ROWS]), max_size=6))
def test_evidence_lies_within_the_text_in_order_and_never_twice(texts: list[str]):
    text = "\n".join(texts)
    mechanisms = coded(text)
    keys = [(m.start, m.end, m.code) for m in mechanisms]
    assert keys == sorted(set(keys))
    assert all(text[m.start : m.end].strip() == text[m.start : m.end] != "" for m in mechanisms)


@given(st.text(alphabet="志愿者议事厅“”《》，。？、将没有从前12+N \n", max_size=60))
def test_any_text_can_be_coded(text: str):
    assert all(0 <= m.start < m.end <= len(text) for m in coded(text))


def lexicon(folder: Path, **files: str) -> Path:
    """A data folder with the shipped lexicons, but those given as text."""
    (folder / "lexicon").mkdir()
    for name in ("mechanisms", "mechanism_cues", "scheme_names"):
        shipped = (DATA / "lexicon" / f"{name}.yml").read_text(encoding="utf-8")
        (folder / "lexicon" / f"{name}.yml").write_text(files.get(name, shipped), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        (
            "mechanisms",
            "- {code: gardening, words: [花]}",
            r"mechanisms\.yml:1: code: .*gardening is no category",
        ),
        ("mechanisms", "\n- {code: alliance, word: [盟]}", r"mechanisms\.yml:2: "),
        ("mechanisms", "- {code: alliance, strength: strong, words: [盟]}", r"mechanisms\.yml:1: strength: "),
        ("mechanisms", "- {code: alliance, words: [盟, 盟]}", "盟 stands twice for alliance"),
        ("mechanisms", "- {code: alliance, words: [联, …盟]}", r"mechanisms\.yml:1: words: .*…盟"),
        ("mechanism_cues", "- {cue: plan}", "give words or a pattern"),
        ("mechanism_cues", "- {cue: plan, pattern: '('}", r"mechanism_cues\.yml:1: .*pattern"),
        ("mechanism_cues", "- {cue: plan, words: [将]}", r"mechanism_cues\.yml: no row for cue wish"),
        ("scheme_names", "- {kind: tail, words: [会]}", r"scheme_names\.yml:1: kind: "),
    ],
)
def test_a_broken_row_is_named_with_its_remedy(tmp_path: Path, file: str, text: str, said: str):
    with pytest.raises(InputError, match=said) as error:
        load_mechanisms(lexicon(tmp_path, **{file: text}))
    assert "\n" not in str(error.value)


def test_one_more_row_teaches_a_new_word(tmp_path: Path):
    shipped = (DATA / "lexicon" / "mechanisms.yml").read_text(encoding="utf-8")
    row = "- {code: deliberation, words: [火塘会]}\n"
    knowledge = load_mechanisms(lexicon(tmp_path, mechanisms=shipped + row))
    article = article_of("寨子里每月开火塘会。")
    assert [
        m.code
        for m in code_mechanisms(
            article, set_scene(article, ()), unstated(article, knowledge.cues), knowledge
        )
    ] == ["deliberation"]
    assert coded("寨子里每月开火塘会。") == ()
