"""Finds the names of communities, estates and sites in text, by their form and the gazetteer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection

from helpers.divisions import Admin, chain_before
from helpers.knowledge.gazetteer import CONJUNCTIONS, Gazetteer, core_name
from helpers.knowledge.words import is_made_of_common_words, is_phrase, is_word
from helpers.model import Article, PlaceLevel
from helpers.naming import (
    GROUNDS,
    HEADS,
    LONGEST_RARE,
    is_home,
    is_made_up,
    is_named,
    is_named_behind_street,
    is_site_told,
    is_told_everywhere,
    is_told_inside,
    is_told_of,
    is_village,
)
from helpers.place_forms import Name, compounds, lanes, level_of, name_of, parts, place_lines
from helpers.place_rows import counted_row
from helpers.place_stems import ORDINAL_TAIL, after_verbs, is_generic, is_name_like, name_start

LONGEST_STEM = 12
# A place or a kind of place behind which another's name begins anew: 锦城社区|美泰家园, 翠湖片区|大梅园巷社区, 工人宿舍|昆桐里.
_AROUND = re.compile(r"社区|居民区|居委会|片区|宿舍")
# A numbered part behind an estate's name: 龙腾苑|五区, 天通苑|北一区.
_PART_OF_ESTATE = re.compile(
    r"[东西南北中]?[一二三四五六七八九十]{1,2}(?:区|里|街坊)(?:社区|小区)?(?![一-鿿]?[长级])"
)
# What shows that a name of two characters is the place's without its ending: 桐塘|得了98分.
_GOES_ON_AS = re.compile("[的是有由得把也还用从在将被让请]|党总支|党支部|居民")
_KIND_OF_SITE = re.compile("(?:菜市场|菜场|集市|步行街|综合体)$")
# What goes on behind 村 as another word.
_NUMERALS = frozenset("一二三四五六七八九十")
_COUNTRY = frozenset("乡农")
# Endings of what lies in a village or community, and of many other words.
_INSIDE = ("楼", "院")
# One comes or goes to an office: 为邻里的事|来|居委会.
_COMES = ("来", "去", "找")
_OFFICES = ("居委会", "居委", "村委会")
_NOT_BEHIND_VILLAGE = ("民", "里", "规", "务", "居", "委", "庄", "落")
_ROW = frozenset("、和与及")
_COUNTS = frozenset("等两三四五六七八九十多")
_LIES = ("位于", "地处", "坐落于", "坐落在")
# A road in front only says where: 繁荣路|长桐小区.
_ROAD_IN_FRONT = re.compile("(?<=[一-鿿]{2})路(?![一二三四五六七八九十东西南北中口社]).{2}")


def named_places(article: Article, admins: list[Admin], gazetteer: Gazetteer) -> list[Name]:
    """Every mention of a place below street level, longest form first where several overlap."""
    text = article.text.text
    ends = {admin.end for admin in admins}
    inside = [
        (admin.start, admin.end) for admin in admins if admin.level in ("subdistrict", "region", "district")
    ]
    names: list[Name] = []
    rare: list[Name] = []
    for match in gazetteer.suffix.finditer(text):
        suffix, start, end = match.group(), match.start(), match.end()
        level = gazetteer.levels[suffix]
        if level == "subdistrict" or any(a <= start and end <= b for a, b in inside):
            continue
        left = name_start(text, max(0, start - LONGEST_STEM), start, gazetteer, ends)
        if start - left == 1 and suffix[1:] in gazetteer.levels:  # 浪花|苑 and no 浪|花苑
            suffix, start = suffix[1:], start + 1
        if _AROUND.search(text, left, start - 1):
            left = max(inner.end() for inner in _AROUND.finditer(text, left, start - 1))
        if level == "estate" and (road := _ROAD_IN_FRONT.search(text, left, start)):
            left = road.start() + 1
        if suffix in gazetteer.rare:
            rare += _rare(text, left, start, end, suffix, admins, gazetteer)
        elif name := _accepted(text, left, start, end, suffix, admins, article, gazetteer):
            names.append(name)
        elif suffix == "村" or (level == "estate" and suffix not in gazetteer.strong):
            rare += _rare(text, left, start, end, suffix, admins, gazetteer)
    names += _in_company(text, rare, names, gazetteer)
    names += lanes(text, admins)
    if "号院" in text:
        names += compounds(text, admins, gazetteer)
    names += parts(text, admins, gazetteer)
    names += [
        name_of(start, end, text[start:end], "estate", chain_before(start, admins), "gazetteer")
        for _, start, end in gazetteer.estates.find_matches_as_indexes(text)
    ]
    names += [
        name_of(start, end, text[start:end], gazetteer.levels[kind], chain_before(start, admins), "row")
        for (start, end), kind in counted_row(text, gazetteer, ends)
    ]
    names += place_lines(article, admins, gazetteer)
    names = _trimmed([_with_part(text, _with_conjunction(text, name, names)) for name in _longest(names)])
    return names + _later_mentions(text, names, ends)


def _rare(
    text: str, left: int, start: int, end: int, suffix: str, admins: list[Admin], gazetteer: Gazetteer
) -> list[Name]:
    """What may be a name though many other words end so (庭, 府, 里, 寨)."""
    stem, name = text[left:start], text[left:end]
    if not 2 <= len(stem) <= LONGEST_RARE or is_generic(stem, gazetteer) or is_word(name):
        return []
    ends_word = stem[-1] in GROUNDS if suffix == "里" else is_word(text[start - 1 : end]) or stem[-1] == "村"
    if not is_name_like(stem, gazetteer) or ends_word:
        return []
    return [name_of(left, end, name, gazetteer.levels[suffix], chain_before(left, admins), "rare")]


def _in_company(text: str, rare: list[Name], names: list[Name], gazetteer: Gazetteer) -> list[Name]:
    """Of the rare ones, those behind a street or another name, called so, told of behind 【Y街道】, or in a row of names and their count."""
    found: list[Name] = []
    starts, ends = {name.start for name in names}, {name.end for name in names}
    for name in rare:
        before, behind = text[name.start - 1 : name.start], text[name.end : name.end + 1]
        is_in_row = before in _ROW and name.start - 1 in ends and behind in _ROW | _COUNTS
        begins_row = behind in _ROW and name.end + 1 in starts
        stem = name.name[: -len(_ending(name.name, gazetteer))]
        is_free = not is_made_of_common_words(stem) or text.count(name.name) > 1
        is_behind = (name.chain or name.start in ends) and is_free
        is_told = is_told_everywhere(text, name.name, stem, gazetteer.levels)
        if name.name[-1] in _INSIDE:
            is_behind = is_told_inside(text, name.name, name.start, name.end, ends)
        is_headed = before == "】" and behind == "：" and not is_made_of_common_words(stem)
        is_told = is_told or is_home(text, stem, name.start, name.end)
        if is_behind or is_told or is_headed or before == "叫" or is_in_row or begins_row:
            found.append(name)
            ends.add(name.end)
    return found


def _ending(name: str, gazetteer: Gazetteer) -> str:
    """The everyday ending of a name, the longest that fits."""
    return max((ending for ending in gazetteer.rare if name.endswith(ending)), key=len, default=name[-1])


def _accepted(
    text: str,
    left: int,
    start: int,
    end: int,
    suffix: str,
    admins: list[Admin],
    article: Article,
    gazetteer: Gazetteer,
) -> Name | None:
    stem, level = text[left:start], gazetteer.levels[suffix]
    if suffix == "村" and (text.startswith(_NOT_BEHIND_VILLAGE, end) or text[start - 1] in _COUNTRY):
        return None
    name, chain = text[left:end], _chain(text, left, admins)
    is_behind = bool(chain) and is_named_behind_street(text, stem, end, level, chain[-1].level, gazetteer)
    if not is_behind and is_generic(stem, gazetteer):  # as most are
        return None
    known = core_name(name) in gazetteer.communities or name in gazetteer.numbered
    is_sized = (len(stem) > 1 or known) and len(stem) <= LONGEST_STEM - 2
    if not (is_behind or is_sized) or gazetteer.bodies.match(text, end):
        return None
    may_be_coined = level == "estate" or stem[0] in _NUMERALS  # “三感社区”
    if not chain and is_made_up(text, left, end, may_be_coined):
        return None
    if not chain and not known:
        if gazetteer.institutions.match(text, end):
            return None
        left = after_verbs(text, left, left + len(ORDINAL_TAIL.sub("", stem)), gazetteer)
        stem, name = text[left:start], text[left:end]
        comes = stem[-1:] in _COMES and suffix in _OFFICES and text.count(name) == 1
        if len(stem) < 2 or comes or is_generic(stem, gazetteer) or is_phrase(stem):
            return None
    in_head = any(p.start <= left < p.end and p.kind in HEADS for p in article.paragraphs)
    if level == "site":
        is_told = is_site_told(text, left, start, end, chain, in_head, article)
        return name_of(left, end, name, level, chain, "form") if is_told else None
    if not (
        known
        or is_named(text, name, stem, end, suffix, chain, in_head, gazetteer)
        or is_told_of(text, name, stem, end, article, gazetteer)
        or (suffix == "村" and is_village(text, name, stem, end, gazetteer))
    ):
        return None
    return name_of(left, end, name, level_of(name, level), chain, "form")


def _chain(text: str, left: int, admins: list[Admin]) -> tuple[Admin, ...]:
    """The administrative names before a name, also with 的 between a street and what lies in it: 鹭江街道|的|大同社区, 位于越秀区|的|华侨新村."""
    chain = chain_before(left, admins)
    if chain or text[left - 1 : left] != "的":
        return chain
    chain = chain_before(left - 1, admins)
    is_street = bool(chain) and chain[-1].level == "subdistrict"
    return chain if is_street or (chain and text.endswith(_LIES, 0, chain[0].start)) else ()


def _longest(names: list[Name]) -> list[Name]:
    """Names in the order of the text, none inside another."""
    kept: list[Name] = []
    for name in sorted(names, key=lambda n: (n.start - n.end, n.start)):
        if not any(name.start < other.end and other.start < name.end for other in kept):
            kept.append(name)
    return sorted(kept, key=lambda n: n.start)


def _with_conjunction(text: str, name: Name, names: list[Name]) -> Name:
    """A name whose first character was read as 和 or 同: 庙行镇|和泰馨苑小区 where 和泰馨苑 stands elsewhere."""
    first = text[name.start - 1 : name.start]
    key = first + name.key
    if first not in CONJUNCTIONS or not any(other.key == key for other in names):
        return name
    start = name.start - 1
    return name._replace(start=start, name=text[start : name.end], key=key)


def _with_part(text: str, name: Name) -> Name:
    """An estate's name with the number of its part behind it."""
    part = (
        _PART_OF_ESTATE.match(text, name.end) if name.level == "estate" and name.name[-1] in "苑园" else None
    )
    if not part:
        return name
    whole = text[name.start : part.end()]
    level: PlaceLevel = "community" if whole.endswith("社区") else "estate"
    return name_of(name.start, part.end(), whole, level, name.chain, name.kind)


def _trimmed(names: list[Name]) -> list[Name]:
    """A name that is read once only, and whose end is told of again and again, is that with a word before it."""
    times = Counter(name.key for name in names)
    ends = {key for key, count in times.items() if count > 1}
    trimmed: list[Name] = []
    for name in names:
        is_single = times[name.key] == 1 and not name.chain
        inner = next((key for key in ends if is_single and key != name.key and name.key.endswith(key)), None)
        start = name.start + len(name.key) - len(inner) if inner else name.start
        trimmed.append(
            name._replace(start=start, name=name.name[start - name.start :], key=inner or name.key)
        )
    return trimmed


def _later_mentions(text: str, names: list[Name], admin_ends: Collection[int]) -> list[Name]:
    """Other mentions of the names found, also without the ending: 万寿苑28号楼 for 万寿苑居民区.

    Of two characters only where a clause begins or behind a street's name (庙行镇|场北|健康站).
    """
    taken = {i for name in names for i in range(name.start, name.end)}
    extra = []
    for name in {n.key: n for n in reversed(names)}.values():
        short = name.key.split("#")[0]
        if name.level == "site":
            short = _KIND_OF_SITE.sub("", name.name)
        forms = [re.escape(name.name)]
        if len(short) > 2 and short != name.name:
            forms.append(re.escape(short))
        elif "#" not in name.key and len(short) == 2 and not is_made_of_common_words(short):
            forms.append(short)
        for form in forms:
            for match in re.finditer(form, text):
                is_whole = len(form) > 2 or _is_short_name(text, match.start(), admin_ends)
                if is_whole and not taken & set(range(*match.span())):
                    taken.update(range(*match.span()))
                    extra.append(
                        Name(match.start(), match.end(), name.name, name.level, (), "again", name.key)
                    )
    return extra


def _is_short_name(text: str, start: int, admin_ends: Collection[int]) -> bool:
    """Whether the two characters at `start` name a place: where a clause begins and goes on so, or behind a street's name."""
    begins = not "一" <= text[start - 1 : start] <= "鿿" and _GOES_ON_AS.match(text, start + 2)
    return bool(begins) or start in admin_ends
