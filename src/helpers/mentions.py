"""Mentions of places in the order of the text, and whether a clause begins with one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from helpers.model import Place

_RANKS = (
    r"(?:范围内?|域)?(?:首|第(?!三方)|率先|唯一|最|推广|领先|前列|前茅|(?:的|整体|总体)?(?:平均|均值|中位)"
    r"|[^，。；\d]{0,12}?(?:排名|排第|倒数|第[一二三四五六七八九十\d]{1,3}(?:名|位|，|。)))"
)
WHOLE_CITY = rf"(?:全市|本市)(?!{_RANKS})"
"""Words for the whole city; 全市首个 ranks a thing, 全市平均数 measures one, and neither says anything of the city."""
WHOLE_DISTRICT = rf"(?:全区|本区|全县|本县|全旗)(?!{_RANKS})"
"""Words for the whole district, as for the city."""
WHOLE_STREET = rf"(?:全街道|全镇|全街(?=\d|各|共|现有))(?!{_RANKS})"
"""Words for the whole street or town."""
STREET_PLANS = r"(?<![一-鿿])(?:今年|明年)?(?:街道|镇里)(?:今年|明年|下一步|还)?(?:打算|计划|准备|还将|也将)"
"""Words that tell a street's or town's own plans: 今年，街道打算再添6台."""
ONE_IN_IT = re.compile(r"的?(?:[这有某]一?[个座]?|一[个座]?)[一-鿿]{0,4}(?:社区|小区|居民区|村)")
"""Behind a street whose one community is not named: Y街道这个社区, Y镇有个村."""
BREAK = re.compile(r"[。！？!?\n；;]")
_GIVER = re.compile(r"也?(?:给了?|出了?|出资|拨付?|拨出|补贴|补助|支持|资助|拿出|配套|奖补|赞助|掏)")
ACTOR = re.compile(
    r"党(?:总支|委|支部|组织|工委|群)|居委会?|村委会?|办事处|两委|书记|主任"
    r"|社区卫生服务中心|社区事务受理|司法所|派出所|城运中心|综治中心|综合行政执法"
)
COMMA = re.compile(r"[，,：:。！？!?\n；;（）()】］]")
_ROW = re.compile("、|和|与|及|以及")
_OPENS = re.compile("(?:在|这条|这段|这片|位于|走进|来到|走访|地处|家住|住在|从|于|据|以|如|像|的|是|里|上)$")
_SHORT = 3
_TIME = re.compile(
    r"(?:今年|去年|前年|目前|如今|近日|日前|近年来|现在|此外|同时|其中|年初|年末|\d{2,4}年|\d{1,2}月|\d{1,2}日|以来|起|初|底|末|[春夏秋冬]天)*"
)
# It tells where another place lies and whose it is: 归恒安居民区管, 毗邻桂园.
_ONLY_NEAR = re.compile("(?:(?<!都)(?:归|属于?|隶属于?)|毗邻|紧邻|邻近|靠近|挨着|紧挨着?|对面是|隔壁是?)$")
_BESIDE = ("旁", "附近", "对面", "隔壁", "周边")
# What is done to a place: 投入4万元对桐荫小区|进行改造.
_WORK = ("进行", "实施", "开展", "加以", "予以")
_PLACE_IS = re.compile(r"(?:社区|小区|居民区|村|坊|苑|园|庭|弄)是$")


# What a street or town as a whole is told by: Y街道的36个居民区, Y镇下辖18个村.
COUNTED_INSIDE = re.compile(
    r"(?:(?:现有|共有|下辖|辖区|辖|的|全部|所有|已有|有|内)+)?\d+[余多]?个(?:社区|居民区|居委会?|村|小区|行政村)(?=[，。、；中里都已均的（和])"
)


class Mention(NamedTuple):
    """A mention of a place; `is_topic` where its clause begins with it, so that what follows is about it.

    `is_actor` where it is the place's party branch or committee that acts there, or a street or town that gives.
    """

    start: int
    end: int
    place: Place
    is_topic: bool
    is_actor: bool


def mentions_of(text: str, places: Sequence[Place], all_places: Sequence[Place]) -> tuple[Mention, ...]:
    """All mentions of the places; of names that directly follow each other (X镇Y居民区) the last is kept."""
    admin = {span[1]: span[0] for place in all_places for span in place.mentions}
    begun = {span[0] for place in all_places for span in place.mentions}
    found = []
    for place in places:
        for start, end in place.mentions:
            if end in begun or (text[end : end + 1] == "的" and end + 1 in begun):
                continue
            gives = place.level == "subdistrict" and _GIVER.match(text, end)
            acts = bool(gives or ACTOR.match(text, end))
            found.append(Mention(start, end, place, _is_topic(text, start, end, admin), acts))
    return tuple(sorted(found, key=lambda m: (m.start, m.end, m.place.name)))


def last_told(told: Sequence[Mention], text: str) -> Mention:
    """The last of these mentions; of a row of names (甲苑、乙里和丙坊) the first, as the codebook has it."""
    last = len(told) - 1
    while last and are_in_row(told[last - 1], told[last], text):
        last -= 1
    return told[last]


def are_in_row(one: Mention, other: Mention, text: str) -> bool:
    """Whether two names stand in a row: 甲苑、乙里, 甲苑和乙里."""
    return _ROW.fullmatch(text, one.end, other.start) is not None


def _is_topic(text: str, start: int, end: int, admin: dict[int, int]) -> bool:
    """Whether the clause begins with the place: before it stand only its district and street, a time, 在 or the like."""
    at = start
    while at in admin or (at and text[at - 1] == "的" and at - 1 in admin):
        at = admin[at] if at in admin else admin[at - 1]
    begin = max((m.end() for m in COMMA.finditer(text, max(0, at - 40), at)), default=max(0, at - 40))
    before = text[begin:at].strip("“‘「『 —·■#")
    if _ONLY_NEAR.search(before) or text.startswith(_BESIDE, end):
        return False
    before = before[end_of_time(before, 0, len(before)) :]
    # 某坊是某街道的一条里弄, 某社区是某街道另一个社区
    is_attribute = before.endswith("是") and (
        text[end : end + 1] == "的" or _PLACE_IS.search(before) is not None or at - 1 in admin
    )
    is_worked_on = before.endswith("对") and text.startswith(_WORK, end)
    opens = len(before) <= _SHORT or is_worked_on or _OPENS.search(before) is not None
    return opens and not is_attribute


def end_of_time(text: str, start: int, end: int) -> int:
    """Where the words of time that a clause opens with end."""
    time = _TIME.match(text, start, end)
    return time.end() if time else start
