"""Names of places that their form alone shows: lanes and compounds with a number, numbered parts, place lines."""

from __future__ import annotations

import re
from typing import NamedTuple

from helpers.divisions import Admin, chain_before
from helpers.headlines import PLACE_BRACKETS
from helpers.knowledge.gazetteer import Gazetteer, core_name
from helpers.knowledge.words import is_made_of_common_words
from helpers.model import Article, PlaceLevel
from helpers.naming import LONGEST_RARE
from helpers.place_stems import is_generic, is_name_like, name_start

_BEFORE_PART = ("在", "的")
_NUMBERED_VILLAGE = re.compile(r"(?:[一二三四五六七八九十]|新)村$")
_LANE = re.compile(r"[一-鿿]{2,5}路\d{1,4}弄")
_COMPOUND = re.compile(r"[甲乙]?(?<![\d、，])\d{1,4}号院(?!长)")
_HOMES = re.compile("(?:小区)?(?:的?(?:居民|业主|住户)|住着|[有共]|建于|建成|是|位于)")
# The numbered parts of a settlement are estates: 榆庄三区, 广安二里, 曲水四街坊.
_PART = re.compile(
    r"[一二三四五六七八九十东西南北](?:区|里|街坊)(?=的|居民|业主|业委会|物业|小区|，|有|建[成于]|位于|共)"
)
_OF_ESTATE = re.compile(r"(?:花园|家园|公寓|名邸|佳园|华庭|公馆)社区$")
_PARTY = re.compile(r"(?:党总支|党支部|党委)$")


class Name(NamedTuple):
    """A name below district level; `chain` holds the administrative names directly before it.

    `key` is what two ways of naming one place have in common.
    """

    start: int
    end: int
    name: str
    level: PlaceLevel
    chain: tuple[Admin, ...]
    kind: str
    key: str


def name_of(start: int, end: int, name: str, level: PlaceLevel, chain: tuple[Admin, ...], kind: str) -> Name:
    """The name with its key."""
    return Name(start, end, name, level, chain, kind, core_name(_PARTY.sub("", name)))


def level_of(name: str, level: PlaceLevel) -> PlaceLevel:
    """A numbered or new village is an estate; so is a 社区 that bears an estate's name."""
    if level == "community" and _NUMBERED_VILLAGE.search(name):
        return "estate"
    return "estate" if _OF_ESTATE.search(name) else level


def compounds(text: str, admins: list[Admin], gazetteer: Gazetteer) -> list[Name]:
    """Compounds that have their road's name and a number, as in the north: 方庄南路18号院, spoken of again or as homes."""
    ends = {admin.end for admin in admins}
    found: list[Name] = []
    for match in _COMPOUND.finditer(text):
        left = name_start(text, max(0, match.start() - LONGEST_RARE - 2), match.start(), gazetteer, ends)
        name = text[left : match.end()]
        is_told = text.count(name) > 1 or _HOMES.match(text, match.end())
        if is_told and is_name_like(text[left : match.start()], gazetteer) and match.start() - left > 1:
            found.append(name_of(left, match.end(), name, "estate", chain_before(left, admins), "compound"))
    return found


def lanes(text: str, admins: list[Admin]) -> list[Name]:
    """A lane that stands for its houses behind the street's name: 甘泉路街道|志丹路312弄."""
    found = [_LANE.match(text, admin.end) for admin in admins if admin.level == "subdistrict"]
    return [
        name_of(*lane.span(), lane.group(), "estate", chain_before(lane.start(), admins), "lane")
        for lane in found
        if lane
    ]


def parts(text: str, admins: list[Admin], gazetteer: Gazetteer) -> list[Name]:
    """Numbered parts of settlements, behind a street's name or where a clause begins with them."""
    found: list[Name] = []
    admin_ends = {admin.end for admin in admins}
    for match in _PART.finditer(text):
        start, end = match.span()
        left = name_start(text, max(0, start - LONGEST_RARE), start, gazetteer, admin_ends)
        stem, before = text[left:start], text[left - 1 : left]
        begins = left in admin_ends or not "一" <= before <= "鿿" or before in _BEFORE_PART
        is_free = is_name_like(stem, gazetteer) and not is_made_of_common_words(stem)
        if begins and 2 <= len(stem) < LONGEST_RARE and is_free and not is_generic(stem, gazetteer):
            found.append(name_of(left, end, text[left:end], "estate", chain_before(left, admins), "part"))
    return found


def place_lines(article: Article, admins: list[Admin], gazetteer: Gazetteer) -> list[Name]:
    """What a place line names behind its district and street, whatever its ending."""
    text, names = article.text.text, []
    for paragraph in article.paragraphs:
        if paragraph.kind != "place":
            continue
        inside = [a for a in admins if paragraph.start <= a.start and a.end <= paragraph.end]
        start = inside[-1].end if inside else paragraph.start
        name = text[start : paragraph.end].rstrip(PLACE_BRACKETS)
        if not inside or len(name) < 3:
            continue
        suffix = next((s for s in sorted(gazetteer.levels, key=len, reverse=True) if name.endswith(s)), "")
        level = level_of(name, gazetteer.levels.get(suffix, "site"))
        end = start + len(name)
        names.append(name_of(start, end, name, level, chain_before(start, admins), "place line"))
    return names
