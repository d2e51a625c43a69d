"""What an item is and what it sets out from."""

import hashlib

import pytest

from helpers.errors import InputError
from helpers.knowledge.fields import load_fields
from helpers.model import Document
from helpers.parsing import parse_document
from helpers.tables import frames_of
from tests.parsed import coded, knowledge, records_of

BODY = "居民区党总支搭建议事厅，请居民、物业和社区志愿者一起商量，社区治理有了新办法。"


def _fields(article):
    return {a.field: a.value for a in reversed(article.attributes)}


def _evidence(text, article, field):
    return [(a.value, text[a.start : a.end]) for a in article.attributes if a.field == field]


def test_what_nothing_shows_is_full_report_and_unknown():
    article = coded(f"晨光居民区议事记\n{BODY * 12}")
    assert _fields(article) == {"completeness": "full", "genre": "report"}


def test_a_pointer_to_the_rest_makes_a_teaser_though_it_is_removed():
    text = f"晨光居民区议事记\n{BODY * 3}【详细】"
    article = coded(text)
    assert "详细" not in article.article.text.text
    assert _evidence(text, article, "completeness") == [("teaser", "【详细】")]
    assert _fields(article)["genre"] == "page_digest"


def test_cases_below_place_lines_are_items_of_a_digest():
    case = "\n{}\n\n一张圆桌化解停车难\n\n" + BODY * 3 + "\n"
    text = (
        "社区治理案例选登\n"
        + BODY * 3
        + "\n"
        + "".join(map(case.format, ("黄浦区半淞园路街道晨光居民区", "徐汇区田林街道爱建居民区")))
    )
    kinds = [_fields(article)["completeness"] for article in records_of(text).articles]
    assert kinds == ["full", "digest_item", "digest_item"]


@pytest.mark.parametrize(
    ("title", "lead", "genre"),
    [
        ("晨光街道年度工作总结", "", "bulletin"),
        ("对话书记：把议事桌搬进楼道", "", "interview"),
        ("晨光居民区的议事厅", "社区治理经验交流会昨日在黄浦区举行。", "conference"),
        ("晨光居民区的议事厅", "读者来信选登", "commentary"),
        ("晨光居民区的议事厅", "昨日，黄浦区举行了社区治理案例分享会。", "conference"),
        (
            "晨光居民区的议事厅",
            BODY + "会议伊始，专家作报告。" + BODY + "会议邀请六位代表讲述。",
            "conference",
        ),
        ("晨光居民区的议事厅", BODY + "会议伊始，组长先读了公约。", "report"),
    ],
)
def test_genre(title, lead, genre):
    assert _fields(coded("\n".join(filter(None, (title, lead, BODY * 12)))))["genre"] == genre


def test_a_short_item_is_a_brief():
    assert _fields(coded(f"晨光居民区议事记\n{BODY * 3}"))["genre"] == "brief"


@pytest.mark.parametrize(
    ("text", "year", "basis"),
    [
        (f"晨光街道2024年度工作小结\n{BODY}到2027年将建成示范区。", "2024", "stated"),
        (
            f"晨光居民区议事记\n发布时间：2023-05-06 来源：日报\n{BODY}2021年起居民开始议事。",
            "2023",
            "stated",
        ),
        (
            f"晨光居民区议事记\n{BODY}2021年起居民开始议事，2022年成立小组，2022年投诉少了一半。",
            "2022",
            "inferred",
        ),
        (f"晨光居民区议事记\n小区建于1998年。{BODY}2026年将加装电梯。", None, None),
        (f"晨光居民区议事记\n{BODY}今年10月举行的2023年空间艺术季上，小区成了案例。", "2023", "stated"),
        (f"晨光居民区议事记\n{BODY}今年与2022年相比，投诉少了一半。", "2022", "inferred"),
        (f"晨光居民区议事记\n{BODY}据2017年数据统计，投诉不少，今年推出新办法。", "2018", "inferred"),
        (f"晨光居民区议事记\n{BODY}老邻居把改革开放40年的变化唱进了评弹。", "2018", "inferred"),
        (f"晨光居民区议事记\n{BODY}居民合唱，庆祝建党百年。", "2021", "inferred"),
    ],
)
def test_year(text, year, basis):
    told = [(a.value, a.basis) for a in coded(text).attributes if a.field == "year"]
    assert told == ([(year, basis)] if year else [])


def test_the_manifest_knows_the_year_best():
    text = f"晨光居民区议事记\n{BODY}2021年起居民开始议事。"
    document = Document("t", "t.txt", hashlib.sha256(b"").hexdigest(), "utf-8", text, published="2022-03-01")
    (article,) = parse_document(document, knowledge()).articles
    told = [(a.value, a.basis) for a in article.attributes if a.field == "year"]
    assert told == [("2022", "inferred")]


def test_problems_with_their_clauses():
    text = f"晨光居民区议事记\n小区停车难由来已久，物业服务引来不少投诉。老人们一起唱歌。{BODY}"
    found = _evidence(text, coded(text), "problem")
    assert found == [("parking", "小区停车难由来已久"), ("property_failing", "物业服务引来不少投诉")]


def test_a_likely_word_needs_a_word_of_trouble_in_its_clause():
    text = f"晨光居民区议事记\n业委会和物业公司坐到一起，停车难题有了解法。绿化组浇花，居民反映不错。{BODY}"
    assert _evidence(text, coded(text), "problem") == [("parking", "停车难题有了解法")]


@pytest.mark.parametrize(
    ("clause", "code"),
    [
        ("两成多的住户里租客占了大半", "newcomers"),
        ("楼里产权多元", "mixed_ownership"),
        ("外墙空鼓多年", "rundown_housing"),
        ("孩子们活动空间不足", "missing_services"),
        ("居民遇事总嫌门难进", "slow_response"),
        ("涉犬投诉一年几十件", "environment_waste"),
        ("辖区入室盗窃案件同比下降65%", None),
        ("飞线充电从每月40起降到了2起", None),
        ("停车诉求由4月的73件降至11件", None),
        ("经费减少后入室盗窃案件上升", "safety_order"),
        ("小区里有零星小区两处", None),
        ("旁观者也来鼓掌", None),
        ("老旧小区里有了新灯光", None),
    ],
)
def test_words_that_tell_of_a_problem(clause, code):
    text = f"晨光居民区议事记\n{clause}。{BODY}"
    assert _evidence(text, coded(text), "problem") == ([(code, clause)] if code else [])


def test_an_item_of_a_page_of_cut_off_ones_is_of_a_digest_page_though_whole():
    case = "\n黄浦区半淞园路街道{0}居民区\n\n{0}居民区一张圆桌化解停车难\n\n" + BODY * 3 + "【详细】\n"
    text = "上海：社区治理走出新路\n\n" + BODY * 3 + "\n" + "".join(map(case.format, ("晨光", "爱建")))
    kinds = [(f["completeness"], f["genre"]) for f in map(_fields, records_of(text).articles)]
    assert kinds == [("full", "page_digest"), ("teaser", "page_digest"), ("teaser", "page_digest")]


def test_the_only_estate_of_an_item_has_the_kind_that_a_sentence_without_place_tells():
    text = f"近四十年房龄，这个老小区怎样翻身\n长宁区华阳路街道晨光居民区有一间小木屋。{BODY}"
    told = {a.place.name: a.value for a in coded(text).attributes if a.field == "community_type"}
    assert told["晨光居民区"] == "old_public"


def test_a_problem_is_that_of_the_place_named_in_its_paragraph():
    text = (
        f"两个居民区的议事记\n各处停车难由来已久。{BODY}\n"
        "黄浦区半淞园路街道晨光居民区曾经停车难，飞线充电也多。\n徐汇区田林街道爱建居民区漏水不断，停车难。"
    )
    told = [(a.value, a.place and a.place.name) for a in coded(text).attributes if a.field == "problem"]
    assert told == [
        ("parking", None),
        ("parking", "晨光居民区"),
        ("ebike_fire", "晨光居民区"),
        ("rundown_housing", "爱建居民区"),
        ("parking", "爱建居民区"),
    ]


def test_kind_of_housing_of_a_place():
    text = f"晨光居民区议事记\n黄浦区半淞园路街道晨光居民区是一个老旧小区。{BODY}"
    article = coded(text)
    told = {a.place.name: (a.value, a.basis) for a in article.attributes if a.field == "community_type"}
    assert told["晨光居民区"] == ("old_public", "stated")
    assert told.get("半淞园路街道") in (None, ("street_town", "inferred"))


def test_of_an_item_out_of_scope_only_what_kind_of_text_it_is():
    article = coded("创业大赛落幕\n" + "选手比拼科技产品，投资机构现场点评，冠军获得奖金。" * 8)
    assert not article.article.in_scope
    assert set(_fields(article)) == {"completeness", "genre"}


def test_a_broken_row_is_named(tmp_path):
    folder = tmp_path / "lexicon"
    folder.mkdir()
    (folder / "genres.yml").write_text("- {genre: poem, where: title, pattern: x}\n", "utf-8")
    with pytest.raises(InputError, match=r"genres.yml:1: genre: .*poem is unknown; use one of report"):
        load_fields(tmp_path)


def test_one_date_line_may_date_several_items():
    item = "## {}\n" + BODY * 3 + "\n"
    text = "社区周刊 2024年6月18日 星期二\n" + "".join(map(item.format, ("晨光居民区议事", "爱建居民区议事")))
    rows = frames_of([records_of(text)])["attributes"]
    years = rows[rows["field"] == "year"]
    assert list(years["value"]) == ["2024", "2024"]
    assert years["attribute_id"].is_unique


@pytest.mark.parametrize(
    ("sentence", "prize"),
    [
        ("东苑社区获评市级文明社区称号。", "获评市级文明社区称号"),
        ("东苑社区将争取被评为示范社区。", None),
        ("居民一起商量。", None),
    ],
)
def test_a_prize_that_the_item_tells_of(sentence, prize):
    text = f"晨光居民区议事记\n{BODY}{sentence}"
    told = _evidence(text, coded(text), "prize")
    assert told == ([("told", prize)] if prize else [])
