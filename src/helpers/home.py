"""The city that an article is about, and the province and city that names of divisions tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from helpers.divisions import Admin, chain_before
from helpers.knowledge.gazetteer import Gazetteer

SHANGHAI = "上海市"
_BEFORE_CITY = frozenset("是的、")
# What makes a city's name the beginning of a street's or house's.
_LONGER_NAME = r"[东西南北中前后上下]?[一二三四五六七八九]?(?:路|街|道|里|村|市|区|县|人|话|城|园|花园|新村|大学|学院|日报|晚报|公寓|大厦|广场|国际|小区|社区)"
_NAMED_AFTER = re.compile(rf"{_LONGER_NAME}|(?!的)[一-鿿]{{0,4}}(?:社区|小区|村|苑|路|大院|居委)")

_DIVISION = re.compile("(?:高新|经开|开发|新)区|[一-鿿]{2,3}(?:区|街道)")


@dataclass(frozen=True, slots=True)
class Location:
    """Where something lies; `by` tells how that is known."""

    province: str | None
    city: str | None
    district: str | None
    subdistrict: str | None
    by: str
    code: str | None = None
    candidates: tuple[str, ...] = ()


def home_of(text: str, admins: Sequence[Admin], gazetteer: Gazetteer) -> Location:
    """The city that the article is about: another one only where it is named and Shanghai is not."""
    regions = [a for a in admins if a.level == "region"]
    shanghai = [a for a in admins if a.level in ("city", "district")]
    located = [_candidates(chain_before(a.end, list(admins)), gazetteer) for a in regions]
    known = Counter(min(places) for places in located if len(places) == 1)
    is_elsewhere = not shanghai and "上海" not in text
    if known and (is_elsewhere or len(regions) > 2 * len(shanghai) + text.count("上海")):
        return _elsewhere(max(known.items(), key=lambda item: (item[1], item[0][1]))[0])
    is_known_street = any(a.level == "subdistrict" and a.name in gazetteer.subdistricts for a in admins)
    if is_elsewhere and not is_known_street:
        bare = Counter(gazetteer.bare_cities[city.name] for city in _bare_cities(text, gazetteer))
        if place := _likeliest([places for places in located if places], bare):
            return _elsewhere(place)
    return Location(SHANGHAI, None, None, None, "default")


def with_home(text: str, admins: list[Admin], home: Location, gazetteer: Gazetteer) -> list[Admin]:
    """The administrative names with the home city's own without its ending, so that no place's name takes it in: 哈尔滨|亚麻小区."""
    city = home.city or home.province
    if home.province == SHANGHAI or not city:
        return admins
    taken = {i for admin in admins for i in range(admin.start, admin.end)}
    own = [
        Admin(m.start(), m.end(), city, "region")
        for m in re.finditer(f"{re.escape(city.removesuffix('市'))}(?!{_LONGER_NAME})", text)
        if m.start() not in taken
    ]
    return sorted([*admins, *own], key=lambda admin: (admin.start, -admin.end))


def _elsewhere(place: tuple[str, str]) -> Location:
    province, city = place
    return Location(province, city or None, province + city, None, "stated")


def _likeliest(
    located: Sequence[set[tuple[str, str]]], bare: Counter[tuple[str, str]]
) -> tuple[str, str] | None:
    """Of the places that a district's name may stand for the one whose city is named without its ending, else a municipality's; else the one city named most."""
    if located:
        possible = set.intersection(*located) or located[0]
        named = [place for place in possible if bare[place]]
        municipal = [place for place in possible if not place[1]]
        return min(named or municipal, default=None)
    most = bare.most_common(2)
    return most[0][0] if most and (len(most) == 1 or most[0][1] > most[1][1]) else None


def _bare_cities(text: str, gazetteer: Gazetteer) -> list[Admin]:
    """Cities named without 市 where a phrase begins, and not as the beginning of another name: 在哈尔滨，."""
    found = []
    for _, start, end in gazetteer.bare.find_matches_as_indexes(text):
        before = text[start - 1 : start]
        begins = not "一" <= before <= "鿿" or before in gazetteer.prepositions or before in _BEFORE_CITY
        if begins and not _NAMED_AFTER.match(text, end):
            # A city whose division follows is what the text is about, more than one that somebody comes from.
            times = 2 if _DIVISION.match(text, end) else 1
            found += [Admin(start, end, text[start:end], "region")] * times
    return found


def _candidates(chain: Sequence[Admin], gazetteer: Gazetteer) -> set[tuple[str, str]]:
    """The provinces and cities that a chain of region names may lie in; the outer names decide between places of one name."""
    candidates: set[tuple[str, str]] = set()
    for admin in chain:
        if admin.level not in ("region", "district"):
            continue
        own = set(gazetteer.regions.get(admin.name, ()))
        inner = {
            c
            for c in own
            if any(
                c[0] == p and (not q or c[1] in (q, "") or admin.name.endswith("市")) for p, q in candidates
            )
        }
        candidates = inner or (candidates if not own or candidates else own)
    return candidates


def region_of(chain: Sequence[Admin], gazetteer: Gazetteer) -> tuple[str, str] | None:
    """Province and city of a chain of region names, where they tell one."""
    candidates = _candidates(chain, gazetteer)
    return min(candidates) if len(candidates) == 1 else None
