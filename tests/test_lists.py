"""Announced lists: how many things the text says there are, and how many it names."""

import pytest

from helpers.lists import find_lists
from helpers.rows import rows_of
from tests.parsed import coded, records_of


@pytest.mark.parametrize(
    ("text", "name", "announced", "listed"),
    [
        ("聚焦三大职能——链接资源、走访居民、孵化组织，做实服务。", "三大职能", 3, 3),
        ("推出四项举措：搭平台，让居民说话；建队伍；开工坊；立样板，让成果可见。", "四项举措", 4, 4),
        ("形成“三大体系”：组织、服务和保障。", "三大体系", 3, 3),
        ("设立5个小组：停车、楼道、绿化、宠物，各管一摊。", "5个小组", 5, 4),
        ("十二项服务包括理发、修鞋。", "十二项服务", 12, 2),
        ("课程分为政治、历史、语文、自习、分享五大板块。", "五大板块", 5, 5),
        ("楼道、车棚及绿地三类空间都换了样。", "三类空间", 3, 3),
    ],
)
def test_lists_and_their_length(text, name, announced, listed):
    (found,) = find_lists(text)
    assert text[found.name_start : found.name_end] == name
    assert (found.announced, found.listed) == (announced, listed)
    assert found.start <= found.name_start < found.name_end <= found.end


@pytest.mark.parametrize(
    "text",
    [
        "形成“三大体系”“七项机制”。",
        "停车、楼道等三类问题。",  # an open list
        "建立、完善三大机制。",  # two verbs
        "有物业11家、三个窗口、两个站点。",
        "第三项工作：停车、楼道。",
        "只有两个字：亮，暖。",
        "三大难题：停车。",
    ],
)
def test_what_is_no_announced_list(text):
    assert find_lists(text) == ()


def test_a_list_keeps_its_place_in_the_raw_file():
    raw = "黄浦区晨光居民区社区治理\n居民区党总支聚焦三大职能：链接资源、走访居民、孵化组织，服务居民。"
    (row,) = rows_of(records_of(raw))["lists"]
    assert raw[row["start"] : row["end"]] == row["quote"] == "三大职能：链接资源、走访居民、孵化组织"
    assert (row["name"], row["announced"], row["listed"]) == ("三大职能", 3, 3)
    assert len(coded(raw).lists) == 1
