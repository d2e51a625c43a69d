"""Finds administrative names in text: by the gazetteer, short forms in company, streets and towns by their form."""

from __future__ import annotations

import re
from typing import NamedTuple

from helpers.knowledge.gazetteer import Gazetteer
from helpers.place_stems import is_generic, name_start

# Streets, development zones, and towns behind a county's name, that no gazetteer needs to know.
_BY_FORM = re.compile(
    r"[一-鿿]{2,6}?(?:街道|开发区|(?:新|高新|经开)区)|(?<=[区县市旗州盟])[一-鿿]{1,6}?(?:镇|乡|苏木)"
)
_SHORT_LENGTHS = (3, 2)


class Admin(NamedTuple):
    """An administrative name in the text. `level`: region (outside Shanghai), city, district, subdistrict."""

    start: int
    end: int
    name: str
    level: str


def administrative(text: str, gazetteer: Gazetteer) -> list[Admin]:
    """Provinces, cities, counties, districts, streets and towns, by the gazetteer or by form (X街道)."""
    found = [
        _of_gazetteer(text[start:end], start, end, gazetteer)
        for _, start, end in gazetteer.admin.find_matches_as_indexes(text)
    ]
    found += [
        Admin(match.start(), match.end(), gazetteer.districts[match.group()].name, "district")
        for match in gazetteer.short_districts.finditer(text)
    ]
    found += _by_form(text, found, gazetteer)
    found += _short_cities(text, found, gazetteer)
    return sorted(found, key=lambda admin: (admin.start, -admin.end))


def _of_gazetteer(name: str, start: int, end: int, gazetteer: Gazetteer) -> Admin:
    if name == "上海市":
        return Admin(start, end, name, "city")
    if name in gazetteer.districts:
        return Admin(start, end, name, "district")
    return Admin(start, end, name, "subdistrict" if name in gazetteer.subdistricts else "region")


def _by_form(text: str, found: list[Admin], gazetteer: Gazetteer) -> list[Admin]:
    """Streets and towns that the gazetteer does not have."""
    taken = {i for admin in found for i in range(admin.start, admin.end)}
    ends = {admin.end for admin in found}
    more = []
    for match in _BY_FORM.finditer(text):
        start, end = match.span()
        if taken & set(range(start, end)):
            inside = [e for e in ends if start < e < end]
            if not inside or taken & set(range(max(inside), end)):
                continue
            start = max(inside)
        size = 1 if text[end - 1] in "镇乡" else 2
        start = name_start(text, start, end - 2, gazetteer, ends)
        for length in _SHORT_LENGTHS:  # 宁波|东胜街道
            if text[start : start + length] in gazetteer.short_cities and end - size - start - length >= 2:
                start += length
        stem = text[start : end - size]
        is_counted = text[start - 1 : start].isdigit()  # 11.8|万元费用街道认了六成
        if (
            len(stem) >= 2
            and not is_counted
            and not is_generic(stem, gazetteer)
            and "街" not in (stem[:-1] if size == 2 else stem)
        ):
            more.append(Admin(start, end, text[start:end], "subdistrict"))
    return more


def _short_cities(text: str, found: list[Admin], gazetteer: Gazetteer) -> list[Admin]:
    """Cities without their 市, only right before another administrative name: 南京鼓楼区 (中山 alone may be a street)."""
    taken = {admin.end for admin in found}
    cities = []
    for admin in found:
        for length in _SHORT_LENGTHS:
            short = text[max(0, admin.start - length) : admin.start]
            if admin.start not in taken and short in gazetteer.short_cities:
                name = gazetteer.short_cities[short]
                cities.append(Admin(admin.start - length, admin.start, name, "region"))
                break
    return cities


def chain_before(position: int, admins: list[Admin]) -> tuple[Admin, ...]:
    """The administrative names that run up to `position` without a gap, outermost first."""
    chain: list[Admin] = []
    at = position
    for admin in reversed([a for a in admins if a.end <= position]):
        if admin.end != at:
            break
        chain.insert(0, admin)
        at = admin.start
    return tuple(chain)
