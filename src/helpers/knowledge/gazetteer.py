"""Place names: Shanghai's divisions, the rest of China's, endings that make a name a place, words beside names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from ahocorasick_rs import AhoCorasick, MatchKind

from helpers.knowledge.beginnings import to_search
from helpers.knowledge.expressions import any_of
from helpers.knowledge.reader import Row, read_rows
from helpers.knowledge.regions import (
    County,
    Pair,
    bare_cities_of,
    everyday_name,
    paired_of,
    regions_of,
    short_counties_of,
)
from helpers.knowledge.words import common_words, is_made_of_common_words, words_with
from helpers.model import PlaceLevel


class Division(Row):
    """A row of a city's divisions; `name_core` is the name without its ending, ordinals as #二."""

    code: str
    name: str
    level: Literal["district", "subdistrict", "community"]
    parent_code: str
    district: str
    subdistrict: str = ""
    source: str
    year: str
    kind: str
    name_core: str = ""
    aliases: str = ""
    mca_code_2025: str = ""


WordRole = Literal[
    "boundary",
    "generic",
    "preposition",
    "institution",
    "body",
    "region",
    "surname",
    "proper",
    "virtue",
    "city_word",
]


class SuffixRow(Row):
    """A row of `data/lexicon/place_suffixes.yml`."""

    suffix: str
    level: PlaceLevel
    strong: bool
    noun: bool = False
    rare: bool = False


class WordRow(Row):
    """A row of `data/lexicon/place_words.yml`."""

    role: WordRole
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All that is known of places; see `load_gazetteer`.

    `regions` maps a name outside Shanghai (province, city, county, with its suffix) to (province, city or
    county-level city), `short_districts` finds a district without its 区 where it can be nothing else, `short_cities`
    a city without its 市 to its name, `short_counties` a county or district outside Shanghai without its ending where
    there is one of that name only. `paired` holds two names in a row of which one or none has its ending (兰州西固), with
    the length of each and its full name; `counties` the names of all divisions of county level, `everyday` those that are words too;
    `bare_cities` a city of any level without its ending to its province and full name, `bare` finds them. `communities` maps a
    core name to its divisions, `numbered` holds names shared by several that a number tells apart.
    """

    districts: dict[str, Division]
    subdistricts: dict[str, tuple[Division, ...]]
    communities: dict[str, tuple[Division, ...]]
    numbered: frozenset[str]
    estates: AhoCorasick
    regions: dict[str, tuple[tuple[str, str], ...]]
    counties: frozenset[str]
    everyday: frozenset[str]
    short_cities: dict[str, str]
    short_counties: dict[str, str]
    paired: dict[str, Pair]
    bare_cities: dict[str, tuple[str, str]]
    bare: AhoCorasick
    levels: dict[str, PlaceLevel]
    strong: frozenset[str]
    nouns: frozenset[str]
    rare: frozenset[str]
    suffix: re.Pattern[str]
    boundary: re.Pattern[str]
    generic: frozenset[str]
    admin: AhoCorasick
    generic_endings: frozenset[str]
    sizes_of_endings: tuple[int, ...]
    common: frozenset[str]
    opening: frozenset[str]
    short_districts: re.Pattern[str]
    prepositions: frozenset[str]
    institutions: re.Pattern[str]
    bodies: re.Pattern[str]
    surnames: frozenset[str]
    virtues: frozenset[str]
    proper: frozenset[str]


# Generic alone; at the end of a proper name they may be part of it.
_IN_NAMES_TOO = frozenset({"中心", "城市", "国际", "滨江"})
CONJUNCTIONS = frozenset("和同与及有大以为则而")
# Tags of jieba's dictionary: verbs, adverbs, prepositions, conjunctions, particles, pronouns.
_NOT_IN_NAMES = frozenset("vdpcurm")
_COMMON_FREQUENCY = 5
_COMMUNITY_TAIL = to_search(r"(?:居民区|居委会|居委|社区|村委会|小区|村民委员会|居民委员会)$")
# A name of so many characters is found without an ending, unless it ends like a street or a public place.
_LONG = 4
_NO_ESTATE = ("弄", "桥", "寺", "场", "门", "区", "站", "宅", "校", "学", "院", "馆", "里", "）")
# 青山|居委会 ends in no 山居.
_NO_COMMITTEE = "(?<!居(?=[民委]))"
_ORDINAL = to_search(r"第?([一二三四五六七八九十]{1,3}|\d{1,2})$")


def core_name(name: str) -> str:
    """A community's name without its ending, its ordinal as #二: 航华一村五居委 and 航华一村第五居委会 agree."""
    core = _COMMUNITY_TAIL.sub("", name)
    if core == name:
        return name
    match = _ORDINAL.search(core)
    if match and match.start() >= 2:
        number = match[1]
        if number.isdigit():
            number = _chinese_ordinal(int(number))
        return f"{core[: match.start()]}#{number}"
    return core


def _chinese_ordinal(number: int) -> str:
    digits = "零一二三四五六七八九十"
    if number <= 10:
        return digits[number]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else digits[tens]) + "十" + (digits[ones] if ones else "")


def load_gazetteer(data: Path) -> Gazetteer:
    """The gazetteers and place lexicons below `data`."""
    divisions = read_rows(data / "gazetteer" / "310000" / "divisions.csv", Division)
    counties = read_rows(data / "gazetteer" / "cn" / "divisions.csv", County)
    suffixes = read_rows(data / "lexicon" / "place_suffixes.yml", SuffixRow)
    words = read_rows(data / "lexicon" / "place_words.yml", WordRow)
    roles = {role: [w for row in words if row.role == role for w in row.words] for role in get_args(WordRole)}
    districts = {d.name: d for d in divisions if d.level == "district"}
    short = {name.removesuffix("新区").removesuffix("区"): d for name, d in districts.items()}
    subdistricts = _by_names(d for d in divisions if d.level == "subdistrict")
    regions = regions_of(counties)
    paired = paired_of(counties)
    bare_cities = bare_cities_of(counties, frozenset(roles["city_word"]))
    names = [*districts, *regions, *subdistricts, *paired, "上海市"]
    communities = _by_core(d for d in divisions if d.level == "community")
    endings = frozenset(word for word in roles["generic"] if len(word) >= 2) - _IN_NAMES_TOO
    return Gazetteer(
        districts=districts | short,
        subdistricts=subdistricts,
        communities=communities,
        numbered=frozenset(core.split("#")[0] for core in communities if "#" in core),
        estates=AhoCorasick(_estates(communities, suffixes), matchkind=MatchKind.LeftmostLongest),
        regions=regions,
        everyday=frozenset(roles["region"]),
        counties=frozenset(
            name for county in counties for name in (county.county, everyday_name(county.county)) if name
        ),
        short_cities={county.city.removesuffix("市"): county.city for county in counties if county.city},
        short_counties=short_counties_of(counties),
        paired=paired,
        bare_cities=bare_cities,
        bare=AhoCorasick(sorted(bare_cities), matchkind=MatchKind.LeftmostLongest),
        levels={row.suffix: row.level for row in suffixes},
        strong=frozenset(row.suffix for row in suffixes if row.strong),
        nouns=frozenset(row.suffix for row in suffixes if row.noun),
        rare=frozenset(row.suffix for row in suffixes if row.rare),
        suffix=re.compile(f"(?:{any_of(row.suffix for row in suffixes)}){_NO_COMMITTEE}"),
        boundary=re.compile(any_of(roles["boundary"])),
        generic=frozenset(roles["generic"]),
        admin=AhoCorasick(sorted(set(names)), matchkind=MatchKind.LeftmostLongest),
        generic_endings=endings,
        sizes_of_endings=tuple(sorted(set(map(len, endings)))),
        common=common_words(_NOT_IN_NAMES, _COMMON_FREQUENCY) - set(roles["proper"]),
        opening=words_with(CONJUNCTIONS),
        short_districts=_short_districts(short),
        prepositions=frozenset(roles["preposition"]),
        institutions=re.compile(any_of(roles["institution"])),
        bodies=re.compile("|".join(roles["body"])),
        surnames=frozenset(roles["surname"]),
        virtues=frozenset(roles["virtue"]),
        proper=frozenset(roles["proper"]),
    )


def _estates(communities: Iterable[str], suffixes: Iterable[SuffixRow]) -> list[str]:
    """Names that committees have from their estates and that no ending shows: 中远两湾城."""
    endings = (*(row.suffix for row in suffixes), *_NO_ESTATE)
    names = {core.split("#")[0] for core in communities}
    long = (name for name in names if len(name) >= _LONG and not name.endswith(endings))
    return sorted(name for name in long if not is_made_of_common_words(name))


def _short_districts(names: Iterable[str]) -> re.Pattern[str]:
    """District names without 区 behind 上海 and in a row: 上海|闵行, 黄浦、|普陀|、虹口等区."""
    name = f"(?:{any_of(names)})"
    other = "(?![区县新一-鿿]?(?:区|县|路|街道|镇))"
    # Each has two characters: what stands before it is looked for behind it, which is far faster.
    return to_search(
        f"{name}(?:(?:(?<=上海..)|(?<=上海市..)){other}|(?=、{name}(?:、|和|及|等))|(?<=、..)(?=(?:、|和|及){name}|等))"
    )


def _by_names(divisions: Iterable[Division]) -> dict[str, tuple[Division, ...]]:
    named: dict[str, tuple[Division, ...]] = {}
    for division in divisions:
        for name in {division.name, *filter(None, division.aliases.split("|"))}:
            named[name] = (*named.get(name, ()), division)
    return named


def _by_core(divisions: Iterable[Division]) -> dict[str, tuple[Division, ...]]:
    named: dict[str, tuple[Division, ...]] = {}
    for division in divisions:
        for name in {division.name_core, *filter(None, division.aliases.split("|"))}:
            if name:
                named[name] = (*named.get(name, ()), division)
    return named
