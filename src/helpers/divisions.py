"""Finds administrative names in text: by the gazetteer, short forms in company, streets and towns by their form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from helpers.clauses import Span
from helpers.knowledge.expressions import any_of
from helpers.knowledge.gazetteer import Gazetteer
from helpers.knowledge.words import cut, is_phrase
from helpers.place_stems import is_generic, is_name_like, name_start

# The endings of streets and towns, and how far before one its name begins at most.
_ENDING = re.compile("街道|开发区|新区|高新区|经开区|镇|乡|苏木")
_REACH = 6
# Streets, development zones, and towns behind a county's name, that no gazetteer needs to know.
_BY_FORM = re.compile(
    r"[一-鿿]{2,6}?(?:街道|开发区|(?:新|高新|经开)区)|(?<=[区县市旗州盟])[一-鿿]{1,6}?(?:镇|乡|苏木)"
)
# Tags of verbs, adverbs and prepositions.
_OF_PREDICATES = frozenset("vdp")
_SHORT_LENGTHS = (3, 2)
# A town's ending, and the longest name that is looked for before it.
# In the south a street is called 街: 白云区|新市街|紫荆社区, 天河区|棠园街|的|东桐花苑.
_TOWN = re.compile(
    r"镇|乡(?![村贤亲音土情愁里民])|街(?=的?[一-鿿]{2,6}?(?:社区|小区|新村|大院|花园|家园|[花佳嘉雅]苑))"
)
_TOWN_LENGTHS = (2, 3)
_COMMUNITY_BEHIND = re.compile(r"[一-鿿]{2,5}?(?:社区|居民区|居委会|小区|村(?![民里规务居庄落]))")
# What no street's own name begins with: 新华|中路街道 is no street of 新华.
_MIDDLE = frozenset("东西南北中前后新老大小上下路街门桥")
_ENDING_OF_NAME = re.compile("(?:街道|镇|乡|市|县|区)$")
_SHORTENED = ("region", "subdistrict")
_LONGER_NAME = "(?:(?![一两二三四五六七八九十多几]+个)[一-鿿]{0,4}(?:社区|小区|居民区|居委|公寓|花园|家园|村|苑)|[东西南北中老新古大]?(?:路|街|镇|村|桥)|人|乡|区|县|市|里|坊|苑|园|城|庭|弄|河|江|湖|山|站|大学|医院|日报|晚报|社|报|网)"
# Marks around what is coined or quoted.
QUOTED = ("“”", "‘’", '""', "「」", "『』")
# What makes of a division's name the beginning of a longer one.
_GOES_ON = (
    "路",
    "街",
    "大道",
    "道",
    "门",
    "站",
    "桥",
    "城",
    "河",
    "江",
    "湖",
    "山",
    "机场",
    "大学",
    "学院",
    "日报",
    "晚报",
)


class Admin(NamedTuple):
    """An administrative name in the text. `level`: region (outside Shanghai), city, district, subdistrict."""

    start: int
    end: int
    name: str
    level: str


def administrative(text: str, gazetteer: Gazetteer) -> list[Admin]:
    """Provinces, cities, counties, districts, streets and towns, by the gazetteer or by form (X街道)."""
    found = [
        admin
        for _, start, end in gazetteer.admin.find_matches_as_indexes(text)
        for admin in _of_gazetteer(text, start, end, gazetteer)
    ]
    found = _without_everyday(found, gazetteer)
    found += [
        Admin(match.start(), match.end(), gazetteer.districts[match.group()].name, "district")
        for match in gazetteer.short_districts.finditer(text)
    ]
    found += _small_counties(text, found, gazetteer)
    found += _by_form(text, found, gazetteer)
    found += _towns(text, found, gazetteer)
    found += _short_regions(text, found, gazetteer)
    found += _again(text, found)
    found += _begun_by_short(text, found, gazetteer)
    found = _lengthened(text, found)
    return sorted(found, key=lambda admin: (admin.start, -admin.end))


def _of_gazetteer(text: str, start: int, end: int, gazetteer: Gazetteer) -> tuple[Admin, ...]:
    name = text[start:end]
    if pair := gazetteer.paired.get(name):
        middle = start + pair.length
        outer = Admin(start, middle, pair.outer, "region")
        if pair.is_short and text.startswith(_GOES_ON, end):  # 南京市鼓楼|街
            return (outer,) if text[start:middle] == pair.outer else ()
        return (outer, Admin(middle, end, pair.inner, "region"))
    if name == "上海市":
        return (Admin(start, end, name, "city"),)
    if name in gazetteer.districts:
        return (Admin(start, end, name, "district"),)
    return (Admin(start, end, name, "subdistrict" if name in gazetteer.subdistricts else "region"),)


def _without_everyday(found: list[Admin], gazetteer: Gazetteer) -> list[Admin]:
    """Without the names that are everyday words (老城区), unless a bigger division's stands right before."""
    ends = {admin.end for admin in found}
    return [admin for admin in found if admin.name not in gazetteer.everyday or admin.start in ends]


def _small_counties(text: str, found: list[Admin], gazetteer: Gazetteer) -> list[Admin]:
    """Counties of two characters right behind their city's name: 宝鸡市|陇县."""
    starts = {admin.start for admin in found}
    spans = [(admin.end, admin.end + 2) for admin in found if admin.level == "region"]
    return [
        Admin(start, end, text[start:end], "region")
        for start, end in spans
        if text[start:end] in gazetteer.counties and start not in starts
    ]


def _by_form(text: str, found: list[Admin], gazetteer: Gazetteer) -> list[Admin]:
    """Streets and towns that the gazetteer does not have."""
    taken = {i for admin in found for i in range(admin.start, admin.end)}
    ends = {admin.end for admin in found}
    more = []
    for start, end in _formed(text):
        if taken & set(range(start, end)):
            inside = [e for e in ends if start < e < end]
            if not inside or taken & set(range(max(inside), end)):
                continue
            start = max(inside)
        size = 1 if text[end - 1] in "镇乡" else 2
        start = name_start(text, start, end - 2, gazetteer, ends)
        start = _behind_short_region(text, start, end - size, gazetteer)
        if text[end - 1] == "区" and text[start - 1 : start] + text[end : end + 1] in QUOTED:
            continue  # a slogan: 建设“科教新区”
        is_counted = text[start - 1 : start].isdigit()  # 11.8|万元费用街道认了六成
        is_verb = start not in ends and _is_verb(text[start : end - size], gazetteer)  # 联系|街道
        stem = text[start : end - size]
        # 梁溪区|扬名街道: behind a division's name it may end as kinds of things do
        is_behind = start in ends and len(stem) == 2 and "街" not in stem and stem not in gazetteer.generic
        if not is_counted and not is_verb and (is_behind or _is_own_name(stem, size, gazetteer)):
            more.append(Admin(start, end, text[start:end], "subdistrict"))
    return more


def _is_verb(stem: str, gazetteer: Gazetteer) -> bool:
    """Whether it ends in a common verb or is made of verbs: 联系, 翻出."""
    return stem[-2:] in gazetteer.common or all(tag[0] in _OF_PREDICATES for _, tag in cut(stem))


def _formed(text: str) -> Iterator[Span]:
    """Where `_BY_FORM` finds a name, looked for only before the endings."""
    windows: list[Span] = []
    for ending in _ENDING.finditer(text):
        start = max(0, ending.start() - _REACH)
        if windows and start <= windows[-1][1]:
            start = windows.pop()[0]
        windows.append((start, ending.end()))
    for window in windows:
        yield from (match.span() for match in _BY_FORM.finditer(text, *window))


def _is_own_name(stem: str, size: int, gazetteer: Gazetteer) -> bool:
    """Whether what stands before an ending of `size` characters names a street or town."""
    has_street = "街" in (stem[:-1] if size == 2 else stem)
    return (
        len(stem) >= 2
        and "的" not in stem
        and not is_generic(stem, gazetteer)
        and not has_street
        and not is_phrase(stem)
    )


def _behind_short_region(text: str, start: int, end: int, gazetteer: Gazetteer) -> int:
    """Where a street's own name begins behind a city's or county's without its ending: 宁波|东胜街道, 海曙|白云街道."""
    for length in _SHORT_LENGTHS:
        at = start + length
        is_county = text[start:at] in gazetteer.short_counties and text[at : at + 1] not in _MIDDLE
        if end - at >= 2 and (is_county or text[start:at] in gazetteer.short_cities):
            start = at
    return start


def _towns(text: str, found: list[Admin], gazetteer: Gazetteer) -> list[Admin]:
    """Towns that no gazetteer has, behind a county's name (安吉|天荒坪镇) before what lies in them (城厢镇|西区社区), or set off against others (。|远桥镇|则…)."""
    taken = {i for admin in found for i in range(admin.start, admin.end)}
    ends = {admin.end for admin in found if admin.level != "subdistrict"}
    towns = []
    for match in _TOWN.finditer(text):
        for length in _TOWN_LENGTHS:
            start = match.start() - length
            if start < 0 or taken & set(range(start, match.end())):
                continue
            is_behind = start in ends or any(
                text[max(0, start - n) : start] in gazetteer.short_counties for n in _SHORT_LENGTHS
            )
            is_around = (
                not is_behind
                and match.group() != "街"
                and _COMMUNITY_BEHIND.match(text, match.end())
                and name_start(text, max(0, start - 1), match.start(), gazetteer, ends) == start
                and is_name_like(text[start : match.start()], gazetteer)
            )
            before = text[start - 1 : start]
            is_set_off = text[match.end() : match.end() + 1] == "则" and not "一" <= before <= "鿿"
            if (is_behind or is_around or is_set_off) and _is_own_name(
                text[start : match.start()], 1, gazetteer
            ):
                towns.append(Admin(start, match.end(), text[start : match.end()], "subdistrict"))
                break
    return towns


def _short_regions(text: str, found: list[Admin], gazetteer: Gazetteer) -> list[Admin]:
    """Cities and counties without their ending, only right before a smaller one's name: 南京|鼓楼区 (中山 alone may be a street)."""
    taken = {i for admin in found for i in range(admin.start, admin.end)}
    regions = []
    for admin in found:
        for length in _SHORT_LENGTHS:
            start = admin.start - length
            if start < 0:
                continue
            short = text[start : admin.start]
            name = gazetteer.short_cities.get(short)
            level = "region"
            if admin.level == "subdistrict" and short in gazetteer.districts:  # 长宁|新泾镇
                name, level = gazetteer.districts[short].name, "district"
            elif admin.level == "subdistrict" and admin.name not in gazetteer.subdistricts:
                name = gazetteer.short_counties.get(short, name)
            if name and not taken & set(range(start, admin.start)):
                regions.append(Admin(start, admin.start, name, level))
                break
    return regions


def _again(text: str, found: list[Admin]) -> list[Admin]:
    """Other mentions of the towns that the text names by their form."""
    taken = {i for admin in found for i in range(admin.start, admin.end)}
    towns = {admin.name for admin in found if admin.level == "subdistrict" and admin.name[-1] in "镇乡"}
    return [
        Admin(match.start(), match.end(), name, "subdistrict")
        for name in sorted(towns)
        for match in re.finditer(re.escape(name), text)
        if match.start() not in taken
    ]


def _begun_by_short(text: str, found: list[Admin], gazetteer: Gazetteer) -> list[Admin]:
    """Counties, streets and towns that the text names, then the districts of its streets, without their ending.

    Only where a headline begins with them or a sentence tells what they are: 巩义：, 闵行马桥探路, 普陀是….
    """
    named = {
        _ENDING_OF_NAME.sub("", admin.name): (admin.name, admin.level)
        for admin in found
        if admin.level in _SHORTENED
    }
    districts = {
        name.removesuffix("新区").removesuffix("区"): (name, "district")
        for name in _districts_of(found, gazetteer)
    }
    begun: list[Admin] = []
    for names in (named, districts):
        taken = {i for admin in (*found, *begun) for i in range(admin.start, admin.end)}
        begun += [admin for admin in _by_short(text, names) if admin.start not in taken]
    return begun


def _by_short(text: str, named: dict[str, tuple[str, str]]) -> list[Admin]:
    """Where these short names, each with the whole one and its level, stand at the head of a headline or sentence."""
    short = sorted(core for core in named if len(core) > 1 and core[-1] not in "路街村")
    if not short:
        return []
    names = re.compile(
        rf"(?:^[#\s【]*|——|[：:！？。 ])(?:[一-鿿]{{2,3}}[区县市]?)??({any_of(short)})(?!{_LONGER_NAME})(?=[^\n。]{{0,40}}$|[是有])",
        re.MULTILINE,
    )
    return [Admin(*match.span(1), *named[match[1]]) for match in names.finditer(text)]


def _districts_of(found: Iterable[Admin], gazetteer: Gazetteer) -> set[str]:
    """The districts that the text names, and those of its streets that only one has."""
    entries = (gazetteer.subdistricts.get(admin.name, ()) for admin in found)
    located = ({entry.district for entry in divisions} for divisions in entries)
    named = {gazetteer.districts[admin.name].name for admin in found if admin.level == "district"}
    return named | {min(districts) for districts in located if len(districts) == 1}


def _lengthened(text: str, found: list[Admin]) -> list[Admin]:
    """Streets by the longer name that the text gives them elsewhere: 朝|阳门街道 where a chain names 朝阳门街道."""
    names = {admin.name for admin in found if admin.level == "subdistrict"}
    longer = {a: b for a in names for b in names if b != a and b.endswith(a)}
    return [
        admin._replace(start=admin.end - len(longer[admin.name]), name=longer[admin.name])
        if admin.name in longer and text.endswith(longer[admin.name], 0, admin.end)
        else admin
        for admin in found
    ]


def chain_before(position: int, admins: list[Admin]) -> tuple[Admin, ...]:
    """The administrative names that run up to `position` without a gap, outermost first."""
    chain: list[Admin] = []
    at = position
    for admin in reversed(admins):
        if admin.end > position:
            continue
        if admin.end != at:
            break
        chain.insert(0, admin)
        at = admin.start
    return tuple(chain)
