"""The rest of China's divisions, and the ways in which a text names them: in a row, and without their endings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from helpers.knowledge.reader import Row
from helpers.knowledge.words import is_made_of_common_words

_ENDINGS = frozenset("省市区县")
# Peoples in the names of autonomous divisions, which everyday names leave out: 景谷|傣族彝族自治|县.
_PEOPLES = (
    "(?:蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌"
    "|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|鄂温克|德昂|保安|裕固|独龙|各)族"
)
_AUTONOMOUS = re.compile(
    rf"(?P<core>.{{2,}}?)(?:{_PEOPLES}|哈萨克|柯尔克孜|蒙古|塔吉克|锡伯)+自治(?P<kind>县|州)"
)


class County(Row):
    """A county-level division outside Shanghai; `city` is empty under a municipality or province itself."""

    code: str
    province: str
    city: str = ""
    county: str


class Pair(NamedTuple):
    """Two names of divisions in a row: the full name of each, the length of the outer one, and whether the inner is short."""

    outer: str
    inner: str
    length: int
    is_short: bool


def regions_of(counties: Iterable[County]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Province, city and county names to where they lie: a county-level city stands for itself."""
    regions: dict[str, set[tuple[str, str]]] = {}
    for county in counties:
        regions.setdefault(county.province, set()).add((county.province, ""))
        if county.city:
            regions.setdefault(county.city, set()).add((county.province, county.city))
        own = county.county if county.county.endswith("市") else county.city
        regions.setdefault(county.county, set()).add((county.province, own))
    for name in list(regions):
        if short := everyday_name(name):
            regions.setdefault(short, set()).update(regions[name])
    return {name: tuple(sorted(where)) for name, where in regions.items() if len(name) >= 3}


def everyday_name(name: str) -> str:
    """An autonomous county or prefecture as it is called: 景谷县, 凉山州; "" for any other."""
    match = _AUTONOMOUS.fullmatch(name)
    return match["core"] + match["kind"] if match else ""


def _without_ending(name: str) -> str:
    """西固 of 西固区, 广东 of 广东省; "" where less than two characters would be left."""
    short = name[:-1] if name[-1:] in _ENDINGS and not name.endswith("自治县") else ""
    return short if len(short) >= 2 else ""


def short_counties_of(counties: Iterable[County]) -> dict[str, str]:
    """Counties and districts without their ending, where one name in all the country is left so."""
    named: dict[str, set[tuple[str, str]]] = {}
    for county in counties:
        if short := _without_ending(county.county):
            named.setdefault(short, set()).add((county.code, county.county))
    return {
        short: next(iter(where))[1]
        for short, where in named.items()
        if len(where) == 1 and not is_made_of_common_words(short)  # 比如县
    }


def bare_cities_of(counties: Iterable[County], everyday: frozenset[str]) -> dict[str, tuple[str, str]]:
    """Municipalities and cities of any level without 市, where one in all the country is called so."""
    named: dict[str, set[tuple[str, str]]] = {}
    for county in counties:
        own = county.county if county.county.endswith("市") else ""
        for city in filter(None, (county.city or county.province, own)):
            if city.endswith("市") and (short := _without_ending(city)):
                named.setdefault(short, set()).add((county.province, "" if city == county.province else city))
    return {short: min(where) for short, where in named.items() if len(where) == 1 and short not in everyday}


def paired_of(counties: Iterable[County]) -> dict[str, Pair]:
    """Province and city, city and county, municipality and district in a row, with and without their endings."""
    steps = {
        step
        for county in counties
        for step in (
            (county.province, county.city),
            (county.city or county.province, county.county),
        )
        if step[1] and step[0] != step[1]
    }
    paired: dict[str, Pair] = {}
    for outer, inner in sorted(steps):
        for first in filter(None, (outer, _without_ending(outer))):
            for second in filter(None, (inner, _without_ending(inner))):
                paired[first + second] = Pair(outer, inner, len(first), second != inner)
    return paired
