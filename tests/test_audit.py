"""The audit on small tables made by hand: each check with what it finds, and what it must not find."""

import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import analysis
from helpers.audit import CHECKS, COLUMNS, GRADES, audit, by_check, grade_of, telling
from helpers.book import Book
from helpers.errors import InputError
from helpers.knowledge.audit import load_audit_cues
from helpers.knowledge.labels import LANGUAGES
from helpers.labels import Labels
from helpers.parsing import parse_corpus
from helpers.tables import read_tables, write_tables
from tests.frames import make_frames
from tests.parsed import knowledge

ROOT = Path(__file__).parents[1]
HOSTILE = "<script>alert(1)</script>"


def _number(text, value, unit, sentence, indicator="居民", **fields):
    """A row of metrics: a count of context, unless the fields say otherwise."""
    plain = {"indicator_type": "other", "role": "context", "quote": text}
    return plain | {
        "text": text,
        "value": value,
        "unit": unit,
        "sentence": sentence,
        "indicator": indicator,
        **fields,
    }


def _share(text, value, sentence, indicator, **fields):
    return _number(text, value, "%", sentence, indicator, **({"role": "outcome"} | fields))


def _found(*metrics, relations=(), **article):
    """(told, grade, ids, values) of all findings in one article with these numbers."""
    frames = make_frames(
        documents=[{}],
        articles=[{"year": 2024, "year_basis": "stated", **article}],
        metrics=list(metrics),
        relations=list(relations),
    )
    found = audit(frames)
    return [
        (row.told, row.grade, json.loads(row.metric_ids), json.loads(row.values))
        for row in found.itertuples(index=False)
    ]


def _grades(*metrics, **kwargs):
    return [(told, grade) for told, grade, _, _ in _found(*metrics, **kwargs)]


# Parts and whole

LIST = "目前共申报{}个楼道，其中文化{}个、友爱{}个、低碳{}个。"


def _list(whole, *parts, **fields):
    sentence = LIST.format(whole, *parts)
    names = ("特色楼道", "文化", "友爱", "低碳")
    return [
        _number(f"{n}个", n, "个", sentence, name, **fields)
        for n, name in zip((whole, *parts), names, strict=True)
    ]


@pytest.mark.parametrize(
    ("whole", "parts", "told", "grade", "total"),
    [
        (29, (11, 9, 9), "parts.fit", "consistent", "29"),
        (30, (11, 9, 9), "parts.some", "cannot_be_checked", "29"),
        (28, (11, 9, 9), "parts.more", "tension", "29"),
        (28, (31, 9, 9), "parts.larger", "contradictory", "49"),
    ],
)
def test_a_list_of_parts_is_held_against_its_whole(whole, parts, told, grade, total):
    ((name, found, ids, values),) = _found(*_list(whole, *parts))
    assert (name, found, values["sum"]) == (told, grade, total)
    assert ids == ["me1", "me2", "me3", "me4"]
    assert values["parts"] == " + ".join(f"{n}\u00a0个" for n in parts)


def test_bounds_of_parts_survive_their_sum():
    about = _list(29, 11, 9, 9)
    about[1] |= {"bound": "at_least", "text": "11余个"}
    for row in about:
        row["sentence"] = row["sentence"].replace("文化11个", "文化11余个")
    assert _grades(*about) == [("parts.fit", "within_rounding")]


def test_a_sum_told_after_its_parts_in_other_sentences():
    first, second = "先在3个小区试点。", "又有2个小区加入，形成5个小区连片管理。"
    earlier = _number("5个", 5, "个", "由一家物业承接5个小区。", "小区")
    rows = [
        earlier,
        _number("3个", 3, "个", first, "小区"),
        _number("2个", 2, "个", second, "小区"),
        _number("5个", 5, "个", second, "小区连片"),
    ]
    assert _found(*rows) == [
        (
            "parts.again",
            "consistent",
            ["me4", "me2", "me3", "me1"],
            {"parts": "3\u00a0个 + 2\u00a0个", "whole": "5\u00a0个", "sum": "5"},
        )
    ]
    # No word says that the last is a sum, or it counts something else.
    rows[3] |= {"sentence": "又有2个小区加入，另有5个小区观望。"}
    rows[2] |= {"sentence": "又有2个小区加入，另有5个小区观望。"}
    assert _found(*rows) == []
    assert _found(*rows[1:3], _number("5个", 5, "个", second, "楼组")) == []


def test_two_equal_groups_are_no_fact_told_twice():
    rows = [
        _number("6名", 6, "名", "6名青年社工讲案例。", "青年社区工作者"),
        _number("12名", 12, "名", "12名社工来到现场。", "社区工作者齐聚"),
        _number("6名", 6, "名", "书记与6名青年社工对谈。", "青年社区工作者"),
    ]
    assert _grades(*rows) == [("parts.twins", "consistent")]
    assert _grades(rows[0], rows[2]) == []


def test_related_parts_and_a_part_larger_than_its_whole():
    whole = _number("40户", 40, "户", "楼里住着40户。", "居民")
    part = _number("46户", 46, "户", "46户签了字。", "签字")
    related = [{"kind": "part_of", "metric_id": "me2", "other_id": "me1"}]
    assert _grades(whole, part, relations=related) == [("parts.larger", "contradictory")]
    assert (
        _grades(whole, part | {"text": "36户", "value": 36, "sentence": "36户签了字。"}, relations=related)
        == []
    )


def test_an_announced_list_and_its_items():
    lists = [{}, {"announced": 6, "name": "六大职能", "text": "六大职能：甲、乙"}]
    book = Book(make_frames(documents=[{}], articles=[{}], lists=lists), Labels("en"), "")
    found = telling.statements(book, audit(book.frames))
    assert found[["told", "grade", "list_id", "article_id"]].to_numpy().tolist() == [
        ["listed.whole", "consistent", "li1", "ar1"],
        ["listed.other", "cannot_be_checked", "li2", "ar1"],
    ]
    assert json.loads(found["numbers_told"][1]) == [
        {"article_id": "ar1", "text": "六大职能", "sentence": "六大职能：甲、乙"}
    ]
    assert grade_of(found).empty


# Shares and counts

COUNTED = "全年受理{}件，办结{}件，办结率{}。"


def _rate(whole, part, text, value, **fields):
    sentence = COUNTED.format(whole, part, text)
    return [
        _number(f"{whole}件", whole, "件", sentence, "受理"),
        _number(f"{part}件", part, "件", sentence, "办结"),
        _share(text, value, sentence, "办结率", indicator_type="closure", **fields),
    ]


@pytest.mark.parametrize(
    ("text", "value", "bound", "told", "grade"),
    [
        ("98.1%", 98.1, "exact", "share.fits", "consistent"),
        ("98.0%", 98.0, "exact", "share.fits", "within_rounding"),  # cut off, not rounded
        ("98%", 98, "exact", "share.fits", "consistent"),
        ("超98%", 98, "at_least", "share.fits", "within_rounding"),
        ("99.1%", 99.1, "exact", "share.differs", "contradictory"),
        ("不到97%", 97, "at_most", "share.differs", "contradictory"),
    ],
)
def test_a_rate_is_held_against_its_counts(text, value, bound, told, grade):
    ((name, found, ids, values),) = _found(*_rate(11_274, 11_058, text, value, bound=bound))
    assert (name, found, ids) == (told, grade, ["me3", "me2", "me1"])
    assert values["found"] == "98.08"


def test_a_rate_finds_its_count_by_name_and_any_whole_that_fits():
    sentence = "受理2877件，派单601件，按时结案597件，超时4件，按时结案率{}。"

    def told(text, value):
        return _found(
            _number("2877件", 2_877, "件", sentence.format(text), "受理"),
            _number("601件", 601, "件", sentence.format(text), "派单"),
            _number("597件", 597, "件", sentence.format(text), "按时结案"),
            _number("4件", 4, "件", sentence.format(text), "超时"),
            _share(text, value, sentence.format(text), "按时结案率", indicator_type="closure"),
        )

    for text, value, whole in (("99%", 99, "me2"), ("20.8%", 20.8, "me1")):
        ((name, grade, ids, _),) = told(text, value)
        assert (name, grade, ids) == ("share.fits", "consistent", ["me5", "me3", whole])
    assert [row[:2] for row in told("57%", 57)] == [("share.differs", "contradictory")]


def test_a_rate_of_something_else_has_no_part_there():
    sentence = "派单601件，按时结案597件，超时4件，结案率97%。"
    rows = [
        _number("601件", 601, "件", sentence, "派单"),
        _number("597件", 597, "件", sentence, "按时结案"),
        _number("4件", 4, "件", sentence, "超时"),
        _share("97%", 97, sentence, "结案率", indicator_type="closure"),
    ]
    assert _grades(*rows) == []


def test_a_share_whose_base_is_only_nearby_is_never_contradicted():
    ahead, behind = "小区管理的问题有15625件。", "其中，物业投诉6026件，占小区总数的{}。"

    def told(text, value):
        return _grades(
            _number("15625件", 15_625, "件", ahead, "小区管理的问题"),
            _number("6026件", 6_026, "件", behind.format(text), "物业投诉"),
            _share(text, value, behind.format(text), "物业投诉占小区总数", role="context"),
        )

    assert told("38.6%", 38.6) == [("share.fits", "consistent")]
    assert told("48.6%", 48.6) == [("total.share", "cannot_be_checked")]


def test_a_named_base_anywhere_in_the_text_can_contradict():
    ahead, behind = "街道常住人口6.83万人。", "老人1.94万人，占常住人口的{}。"

    def told(text, value):
        return _grades(
            _number("6.83万人", 68_300, "人", ahead, "常住人口"),
            _number("1.94万人", 19_400, "人", behind.format(text), "老人"),
            _share(text, value, behind.format(text), "老人占常住人口", role="context"),
        )

    assert told("28.4%", 28.4) == [("share.fits", "consistent")]
    assert told("32.4%", 32.4) == [("share.differs", "contradictory")]


def test_a_base_of_another_place_contradicts_nothing():
    behind = "老人1.94万人，占常住人口的32.4%。"
    rows = [
        _number("6.83万人", 68_300, "人", "全区常住人口6.83万人。", "常住人口", community="黄浦区"),
        _number("1.94万人", 19_400, "人", behind, "老人"),
        _share("32.4%", 32.4, behind, "老人占常住人口", role="context"),
    ]
    assert _grades(*rows) == [("total.share", "cannot_be_checked")]


# Changes and levels


@pytest.mark.parametrize(
    ("change", "unit", "told", "grade"),
    [
        (53, "个百分点", "change.fits", "consistent"),
        (43, "个百分点", "change.differs", "contradictory"),
        (123.3, "%", "change.fits", "consistent"),
        (53, "%", "change.points", "tension"),
        (70, "%", "change.differs", "contradictory"),
    ],
)
def test_a_pair_and_its_change(change, unit, told, grade):
    sentence = f"收缴率从43%升至96%，提高{change}{unit}。"
    pair = _share("43%升至96%", 96, sentence, "收缴率", kind="before_after", value_before=43, direction="up")
    moved = _share(f"{change}{unit}", change, sentence, "收缴率", kind="change", direction="up")
    assert _grades(pair, moved | {"unit": unit}) == [(told, grade)]


@pytest.mark.parametrize(
    ("percent", "grade"), [(13.1, "consistent"), (13.2, "within_rounding"), (15.1, "contradictory")]
)
def test_a_level_with_its_change_in_both_forms(percent, grade):
    sentence = f"受理工单4218件，同比减少637件，下降{percent}%。"
    fall = {"kind": "change", "direction": "down"}
    found = _found(
        _number("4218件", 4_218, "件", sentence, "工单"),
        _number("637件", 637, "件", sentence, "工单", **fall),
        _share(f"{percent}%", percent, sentence, "工单", **fall),
    )
    assert [row[1] for row in found] == [grade]
    assert found[0][2] == ["me3", "me2", "me1"]
    assert found[0][3]["found"] == "13.12 %"


@pytest.mark.parametrize("words", ["同比下降", "较上月下降", "比去年同期减少"])
def test_a_change_with_a_base_of_its_own_follows_from_nothing_beside_it(words):
    sentence = f"受理工单100件，环比减少20件，{words}50%。"
    fall = {"kind": "change", "direction": "down"}
    rows = [
        _number("100件", 100, "件", sentence, "工单"),
        _number("20件", 20, "件", sentence, "工单", **fall),
        _share("50%", 50, sentence, "工单", **fall),
    ]
    assert _grades(*rows) == _grades(*rows[1:]) == []


# Told twice


def test_a_fact_told_twice_keeps_its_weaker_wording():
    head, text = "16.9万人入住新社区", "入住人数约为16.9万人。"
    found = _found(
        _number("16.9万人", 169_000, "人", head, "入住"),
        _number("约为16.9万人", 169_000, "人", text, "入住人数", bound="approx"),
        title=head,
    )
    assert [row[:3] for row in found] == [("repeat.weaker", "within_rounding", ["me2", "me1"])]
    assert found[0][3]["weaker"] == "≈169,000\u00a0人"


@pytest.mark.parametrize(
    ("fields", "grades"),
    [
        ({}, [("repeat.alike", "consistent")]),
        ({"indicator": "出租率"}, []),
        ({"community": "朝阳居民区"}, []),
        ({"value": 91, "text": "91%"}, []),
        ({"value": 100, "text": "100%"}, []),
    ],
)
def test_a_share_told_twice_is_one_fact_of_one_place_and_indicator(fields, grades):
    first = _share("90%", 90, "入住率已达90%。", "入住率")
    assert _grades(first, _share("90%", 90, "这90%的入住率不易。", "入住率") | fields) == grades


def test_related_tellings_that_differ_contradict_each_other():
    related = [{"kind": "same_fact", "metric_id": "me2", "other_id": "me1"}]
    rows = [_share("90%", 90, "入住率已达90%。", "入住率"), _share("93%", 93, "入住93%。", "入住率")]
    assert _grades(*rows, relations=related) == [("repeat.differs", "contradictory")]


def test_a_headline_that_says_otherwise_or_alone():
    head = _share("96%", 96, "收缴率96%，他们做对了什么", "收缴率")
    title = {"title": head["sentence"]}
    assert _grades(head, _share("86%", 86, "收缴率86%。", "收缴率"), **title) == [
        ("repeat.headline", "tension")
    ]
    assert _grades(head, _share("86%", 86, "满意度86%。", "满意度"), **title) == [
        ("repeat.only_headline", "cannot_be_checked")
    ]
    assert _grades(head, _share("96%", 96, "到年底96%的住户交了费。", "住户"), **title) == []


def test_two_items_with_one_sentence_tell_one_fact():
    sentence = "175个项目覆盖全市。"
    rows = [
        _number("175个", 175, "个", sentence, "项目"),
        _number("175个", 175, "个", sentence, "项目", article_id="ar2"),
        _number("175个", 175, "个", "街道有175个项目。", "项目", article_id="ar2"),
    ]
    frames = make_frames(articles=[{}, {}], metrics=rows[:2])
    assert audit(frames)[["told", "grade", "metric_ids"]].to_numpy().tolist() == [
        ["repeat.items", "consistent", '["me2", "me1"]']
    ]
    assert audit(make_frames(articles=[{}, {}], metrics=[rows[0], rows[2]])).empty


# Implied values


def test_a_total_and_a_count_are_derived():
    sentence = "反映小区管理的15625件，占全区总数的21.5%。"
    part = _number("15625件", 15_625, "件", sentence, "小区管理")
    share = _share("21.5%", 21.5, sentence, "小区管理占全区总数", role="context")
    ((told, grade, _, values),) = _found(part, share)
    assert (told, grade, values["total"]) == ("total.share", "cannot_be_checked", "72,506–72,843")

    sentence = "拥有2320套房源，入住率达90%。"
    homes = _number("2320套", 2_320, "套", sentence, "房源")
    rate = _share("90%", 90, sentence, "入住率", indicator_type="occupancy")
    found = audit(make_frames(articles=[{}], metrics=[homes, rate]))
    assert found["told"].tolist() == ["amount.rate"]
    assert found["is_derived"].tolist() == [True]
    assert json.loads(found["values"][0])["count"] == "2,077–2,099"


def test_a_percentage_of_whole_cases_that_no_whole_number_makes():
    sentence = "火警较去年同期少27起，降幅{}。"

    def told(text, value):
        fall = {"kind": "change", "direction": "down"}
        return _found(
            _number("27起", 27, "起", sentence.format(text), "火警", **fall),
            _share(text, value, sentence.format(text), "火警", **fall),
        )

    ((name, grade, ids, values),) = told("41.3%", 41.3)
    assert (name, grade, ids) == ("total.none", "tension", ["me2", "me1"])
    assert values["total"] == "65.3–65.45"
    ((name, grade, _, values),) = told("41.5%", 41.5)
    assert (name, grade, values["total"]) == ("total.change", "cannot_be_checked", "65")


def test_what_was_before_a_change_in_points():
    sentence = "办结率99.2%，比上年提高4.2个百分点。"
    level = _share("99.2%", 99.2, sentence, "办结率")
    change = _share("4.2个百分点", 4.2, sentence, "办结率", kind="change", direction="up")
    ((told, _, _, values),) = _found(level, change | {"unit": "个百分点"})
    assert (told, values["before"]) == ("total.points", "94.9–95.1 %")


@pytest.mark.parametrize(
    ("before", "after", "told", "smallest"),
    [(37, 89, "base.none", 19), (38, 88, "base.fits", 8), (25, 75, "base.fits", 4)],
)
def test_a_rounded_percentage_allows_only_some_bases(before, after, told, smallest):
    estates = _number("8个", 8, "个", "有8个零星小区。", "零星小区")
    text = f"{before}%升至{after}%"
    pair = _share(
        text, after, f"零星小区覆盖率从{text}。", "零星小区覆盖率", value_before=before, direction="up"
    )
    ((name, grade, ids, values),) = _found(estates, pair | {"kind": "before_after"})
    assert (name, ids, values["smallest"]) == (told, ["me2", "me1"], smallest)
    assert grade == ("tension" if told == "base.none" else "consistent")


def test_people_and_bare_nouns_are_no_base():
    rate = _share("95%", 95, "95%的居民代表赞成。", "居民代表赞成率")
    assert _grades(_number("12名", 12, "名", "12名居民代表值班。", "居民代表"), rate) == []
    assert (
        _grades(_number("12个", 12, "个", "有12个楼组。", "楼组"), rate | {"indicator": "楼组覆盖率"}) == []
    )


@pytest.mark.parametrize(
    ("base", "number", "told", "grade", "average"),
    [
        (
            ("15场", 15, "场"),
            ("140+人次", 140, "人次", "at_least"),
            "average.session",
            "cannot_be_checked",
            "≥9.33",
        ),
        (("20人", 20, "人"), ("140人次", 140, "人次", "exact"), "average.head", "cannot_be_checked", "7"),
        (("15场", 15, "场"), ("12人次", 12, "人次", "exact"), "average.odd", "tension", "0.8"),
    ],
)
def test_averages_keep_their_bounds(base, number, told, grade, average):
    sentence = f"办活动{base[0]}，参加{number[0]}。"
    rows = [_number(*base, sentence, "活动"), _number(*number[:3], sentence, "参加", bound=number[3])]
    ((name, found, _, values),) = _found(*rows)
    assert (name, found, values["average"]) == (told, grade, average)


def test_two_lower_bounds_have_no_ratio():
    sentence = "凝聚了100多位伙伴，创造了140+人次的连接。"
    rows = [
        _number("100多位", 100, "位", sentence, "伙伴", bound="at_least"),
        _number("140+人次", 140, "人次", sentence, "连接", bound="at_least"),
    ]
    assert _grades(*rows) == [("average.open", "cannot_be_checked")]


@pytest.mark.parametrize(
    ("people", "who", "grades"),
    [
        (2_500, "居民", [("average.household", "cannot_be_checked")]),
        (9_000, "居民", [("average.odd", "tension")]),
        (192, "独居老人", []),
    ],
)
def test_household_size_is_of_all_who_live_there(people, who, grades):
    sentence = f"住着946户、{people}位{who}。"
    rows = [
        _number("946户", 946, "户", sentence, "居民", indicator_type="households"),
        _number(f"{people}位", people, "位", sentence, who, indicator_type="residents"),
    ]
    assert _grades(*rows) == grades


# Doubts


@pytest.mark.parametrize(
    ("sentence", "grades"),
    [
        ("该机制试运行以来，投诉同比下降65%。", [("young.yoy", "tension")]),
        ("该机制运行三年来，投诉同比下降65%。", []),
        ("上半年，投诉同比下降65%。", []),
    ],
)
def test_the_year_before_something_that_has_just_begun(sentence, grades):
    fall = {"kind": "change", "direction": "down", "baseline": "yoy"}
    assert _grades(_share("65%", 65, sentence, "投诉", **fall)) == grades


@pytest.mark.parametrize(
    ("sentence", "grades"),
    [
        ("排查整改消防隐患47处。", [("found_fixed.one", "tension")]),
        ("发现并及时消除隐患47处。", [("found_fixed.one", "tension")]),
        ("整改隐患47处。", []),
        ("排查整改不断，新增车位47处。", []),
    ],
)
def test_found_and_fixed_as_one_number(sentence, grades):
    assert _grades(_number("47处", 47, "处", sentence, "隐患")) == grades


@pytest.mark.parametrize(
    ("fields", "grades"),
    [
        ({"indicator_type": "response"}, [("complete.all", "tension")]),
        ({"indicator_type": "response", "kind": "standard"}, []),
        ({"indicator_type": "response", "value": 99, "text": "99%"}, []),
        ({"indicator_type": "other"}, []),
    ],
)
def test_all_of_something_hard(fields, grades):
    sentence = f"响应率{fields.get('text', '100%')}。"
    assert _grades(_share("100%", 100, sentence, "响应率") | fields) == grades


def test_a_share_of_whom():
    sentence = "4000名白领中，75%为青年，其中党员占总人数的三分之一。"
    rows = [
        _number("4000名", 4_000, "名", sentence, "白领"),
        _share("75%", 75, sentence, "青年占比", role="context"),
        _share("三分之一", 33.33, sentence, "党员占总人数", role="context"),
    ]
    assert _grades(*rows) == [("of_whom.open", "tension")]
    short = "4000名白领中，党员占总人数的三分之一。"
    assert _grades(*(row | {"sentence": short} for row in (rows[0], rows[2]))) == []


@pytest.mark.parametrize(
    ("sentence", "text", "value", "fields", "grades"),
    [
        ("大多数居民同意，占42%。", "42%", 42, {}, []),  # another clause
        ("占42%的大多数居民同意。", "42%", 42, {}, [("superlative.word", "tension")]),
        ("占62%的大多数居民同意。", "62%", 62, {}, []),
        ("服务全覆盖率达89%。", "89%", 89, {}, [("superlative.word", "tension")]),
        (
            "满意度显著提升3%。",
            "3%",
            3,
            {"kind": "change", "direction": "up"},
            [("superlative.word", "tension")],
        ),
        ("满意度显著提升30%。", "30%", 30, {"kind": "change", "direction": "up"}, []),
    ],
)
def test_words_larger_than_the_number(sentence, text, value, fields, grades):
    assert _grades(_share(text, value, sentence, "居民", **fields)) == grades


def test_a_claim_to_have_most_of_what_is_few():
    sentence = "这里共有5万名职工。东苑有3000名职工。"
    rows = [
        _number("5万名", 50_000, "名", sentence, "职工"),
        _number("3000名", 3_000, "名", sentence, "职工") | {"superlative": "职工集聚最多"},
    ]
    assert ("superlative.most", "tension") in _grades(*rows)
    few = [rows[0] | {"value": 20_000, "text": "2万名"}, rows[1]]
    assert ("superlative.most", "tension") not in _grades(*few)


@pytest.mark.parametrize(
    ("date", "article", "grades"),
    [
        ("全年", {"year": None}, [("year.unsaid", "tension")]),
        ("全年", {}, []),
        ("全年", {"published": "2024-05-01"}, [("year.unfinished", "tension")]),
        ("全年", {"published": "2025-05-01"}, []),
        ("去年全年", {"year": None}, [("year.relative", "cannot_be_checked")]),
        ("今年3月", {"year": None}, [("year.relative", "cannot_be_checked")]),
        ("2023年8月", {"year": None}, []),
        ("今年3月", {}, []),
    ],
)
def test_a_year_not_said(date, article, grades):
    row = _number("47处", 47, "处", f"{date}修缮47处。", "修缮", date=date)
    assert _grades(row, **article) == grades


# The whole


def test_gravest_first_and_the_worst_grade_of_each_number():
    rows = [*_rate(11_274, 11_058, "99.1%", 99.1), *_list(29, 11, 9, 9)]
    found = audit(make_frames(articles=[{}], metrics=rows))
    assert found["grade"].tolist() == ["contradictory", "consistent"]
    grades = grade_of(found).set_index("metric_id")["grade"]
    assert grades.to_dict() == dict.fromkeys(("me1", "me2", "me3"), "contradictory") | dict.fromkeys(
        ("me4", "me5", "me6", "me7"), "consistent"
    )
    table = by_check(found)
    assert table.index.tolist() == ["parts", "share"]
    assert table.loc["share", "contradictory"] == table.loc["parts", "consistent"] == 1
    assert table.to_numpy().sum() == 2


def test_what_could_be_checked_counts_before_what_could_not():
    found = pd.DataFrame(
        {
            "metric_ids": ['["a", "b"]', '["a"]', '["b"]'],
            "grade": ["cannot_be_checked", "consistent", "tension"],
        }
    )
    assert grade_of(found).to_numpy().tolist() == [["a", "consistent"], ["b", "tension"]]


def test_empty_tables_have_the_same_columns():
    found = audit(make_frames())
    assert found.columns.tolist() == list(COLUMNS)
    assert found.empty and grade_of(found).empty and by_check(found).empty


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_code_has_its_words_and_sources_are_escaped(lang):
    labels = Labels(lang)
    assert all(labels.label(f"audit_grade.{grade}") for grade in (*GRADES, "derived"))
    assert all(labels.label(f"audit_check.{check}") for check in CHECKS)
    sentence = f"{HOSTILE}排查整改隐患47处。"
    row = _number("47处", 47, "处", sentence, "隐患", date="全年")
    book = Book(make_frames(documents=[{}], articles=[{"title": HOSTILE}], metrics=[row]), labels, "../")
    found = telling.statements(book, audit(book.frames))
    from helpers import show

    columns = ["grade", "check", "statement", "numbers_told", "article", "doc"]
    html = show.table(book, found, columns, "caption.audit_doubtful")._repr_html_()
    assert "<script" not in html
    assert '<a href="../articles/ar1.html#me1">47处</a>' in html
    assert telling.chart(found, labels).svg.startswith("<svg")
    assert len(telling.sentences(book, found)) == 5


def test_a_cue_without_a_row_is_named(tmp_path):
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon" / "audit_cues.yml").write_text("- {cue: sums, pattern: 共}\n", "utf-8")
    with pytest.raises(InputError, match="no row for cue among"):
        load_audit_cues(tmp_path)


# The seeds: what a careful reader found by hand


@pytest.fixture(scope="module")
def seeds(tmp_path_factory):
    folder = tmp_path_factory.mktemp("seeds")
    write_tables(parse_corpus([ROOT / "data" / "raw"], knowledge()), folder)
    return read_tables(folder)


def _told(found):
    return {(row.told, row.grade, *json.loads(row.values).values()) for row in found.itertuples(index=False)}


def test_what_a_reader_found_in_the_seeds_is_found(seeds):
    told = {tuple(str(value).replace("\u00a0", "") for value in row) for row in _told(audit(seeds))}
    by_hand = {
        ("parts.fit", "consistent", "11个 + 6个 + 9个 + 3个", "29个", "29"),
        ("parts.again", "consistent", "3个 + 2个", "5个", "5"),
        ("parts.twins", "consistent", "6名 + 6名", "12名", "12"),
        ("listed.whole", "consistent", "六大职能", "6"),
        ("listed.whole", "consistent", "四大品牌项目", "4"),
        ("share.fits", "consistent", "6,026件", "15,625件", "38.6%", "38.57"),
        ("repeat.alike", "consistent", "90%", "90%"),
        ("repeat.alike", "consistent", "41%", "41%"),
        ("repeat.items", "consistent", "175个", "175个"),
        ("repeat.items", "consistent", "16个", "16个"),
        ("repeat.weaker", "within_rounding", "169,000人", "≈169,000人", "≈169,000人"),
        ("total.share", "cannot_be_checked", "15,625件", "21.5%", "72,506–72,843"),
        ("amount.rate", "cannot_be_checked", "2,320套", "90%", "2,077–2,099"),
        ("average.session", "cannot_be_checked", "≥140人次", "15场", "≥9.33"),
        ("average.open", "cannot_be_checked", "≥140人次", "≥100位", "≥0"),
        ("young.yoy", "tension", "↓≤70%"),
        ("found_fixed.one", "tension", "47处"),
        ("complete.all", "tension", "100%"),
        ("of_whom.open", "tension", "≤33.33%", "≥4,000名, ≥75%"),
        ("superlative.most", "tension", "≥3,000人", "央企职工集聚最多", "≥80,000名"),
        ("year.unsaid", "tension", "47处", "全年"),
    }
    assert by_hand - told == set()
    (bases,) = [row for row in told if row[0] == "base.none"]
    assert bases[2] == "37% → 89%" and "8个" in bases[3] and bases[4] == "19"


def test_averages_of_the_seeds_stand_apart(seeds):
    found = audit(seeds)
    average = telling.averages(found)
    assert set(average["told"]) == {"average.household", "average.session"}
    assert set(average.index) < set(telling.derived(found).index)


def test_the_seeds_are_accused_of_nothing_else(seeds):
    found = audit(seeds)
    assert (found["grade"] == "contradictory").sum() == 0
    assert found.loc[found["grade"] == "tension", "told"].tolist() == [
        "base.none",
        "young.yoy",
        "found_fixed.one",
        "complete.all",
        "of_whom.open",
        "superlative.most",
        "year.unsaid",
    ]
    assert analysis.support(telling.doubtful(found)).documents == 3


TEXTS = {"%": "{}%", "件": "{}件", "人": "{}万人", "个百分点": "{}个百分点", "户": "{}户", "人次": "{}人次"}


@given(
    st.lists(
        st.tuples(
            st.sampled_from([0, 1, 5, 12.5, 100, 2_000]),
            st.sampled_from(list(TEXTS)),
            st.sampled_from(["level", "change", "before_after"]),
            st.sampled_from(["exact", "approx", "at_least", "at_most"]),
            st.sampled_from(["居民", "办结率", "办结", "居民占户数", None]),
        ),
        min_size=1,
        max_size=6,
    )
)
@settings(max_examples=40)
def test_any_numbers_can_be_audited(numbers):
    texts = [TEXTS[unit].format(value) for value, unit, _, _, _ in numbers]
    sentence = "，占".join(texts)
    rows = [
        _number(text, value, unit, sentence, what, kind=kind, bound=bound)
        | ({"direction": "down"} if kind != "level" else {})
        | ({"value_before": 0.0} if kind == "before_after" else {})
        for text, (value, unit, kind, bound, what) in zip(texts, numbers, strict=True)
    ]
    found = audit(make_frames(articles=[{}], metrics=rows))
    assert set(found["grade"]) <= set(GRADES)
    assert set(grade_of(found)["metric_id"]) <= {f"me{n}" for n in range(1, 7)}
