"""Resolves the places that an article names: district and subdistrict as far as text and gazetteer tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from helpers.divisions import Admin, administrative, chain_before
from helpers.headlines import PLACE_BRACKETS
from helpers.home import SHANGHAI, Location, home_of, region_of, with_home
from helpers.knowledge.gazetteer import Division, Gazetteer
from helpers.mentions import ONE_IN_IT, STREET_PLANS, WHOLE_CITY, WHOLE_STREET
from helpers.model import Article, Place, PlaceLevel
from helpers.place_forms import Name
from helpers.place_names import named_places

# The only street is told of itself where the text tells its plans or sums it up: 今年，街道打算再添6台, 全街道26个小区.
_OF_STREET = re.compile(f"{STREET_PLANS}|{WHOLE_STREET}")
_LIES = ("位于", "地处", "坐落于", "坐落在", "家住", "住在")
_LIVES = ("打工", "务工", "上班")
_STOPS = frozenset("，。；")
# A city between an agency or paper and the date, or a site or paper of the city: 新华社兰州5月16日电, 本报深圳讯, 来源：杭州网.
_SENT_FROM = re.compile(
    r"(?:社|网|报|刊|线|[：:]\s?)([一-鿿]{2,4}?)(?=\d{1,2}月|讯|消息|电[（(]|(?:晚报|日报|网|发布)(?![一-鿿]))"
)
_LABELS = ("【】", "[]", "〔〕")
_CITY = re.compile(
    rf"上海(?!交大|财大|[一-鿿]{{0,4}}(?:大学|学院|公司|集团|银行|医院|剧院))市?|{WHOLE_CITY}|沪上|申城"
)


def find_places(article: Article, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """All places that the article names, the coded ones first in the order of their first mention.

    Spans are offsets into `article.text.text`. Districts, the city and towns that only say where a place lies
    come too, with `is_coded` false.
    """
    text = article.text.text
    admins = administrative(text, gazetteer)
    home = home_of(text, admins, gazetteer)
    if home.by == "default" and article.lines and "上海" not in text:
        home = _home_of_lines(article.lines, admins, gazetteer)
    admins = with_home(text, admins, home, gazetteer)
    names = named_places(article, admins, gazetteer)
    groups = [
        g for g in _grouped(names).values() if not (len(g) == 1 and _is_visitors(text, g[0], gazetteer))
    ]
    places = [_place(group, admins, home, gazetteer) for group in groups]
    places += _subdistricts(article, admins, names, home, gazetteer)
    places += _districts(text, admins, home, gazetteer)
    return tuple(sorted(places, key=lambda place: (not place.is_coded, place.mentions[0])))


def _home_of_lines(lines: str, admins: Sequence[Admin], gazetteer: Gazetteer) -> Location:
    """The city that bylines and datelines name, where the text names none and no street that Shanghai has: 本报深圳讯."""
    is_known = any(a.level != "subdistrict" or a.name in gazetteer.subdistricts for a in admins)
    named = _SENT_FROM.sub(r"。\1。", lines)
    return home_of("" if is_known else named, administrative(named, gazetteer), gazetteer)


def _is_visitors(text: str, name: Name, gazetteer: Gazetteer) -> bool:
    """Whether it only tells where somebody comes from who is named: 来自桐湖社区的李明."""
    begin = name.chain[0].start if name.chain else name.start
    is_person = (
        text[name.end : name.end + 1] == "的" and text[name.end + 1 : name.end + 2] in gazetteer.surnames
    )
    return is_person and text.endswith("来自", 0, begin)


def _grouped(names: Sequence[Name]) -> dict[str, list[Name]]:
    """Names of one place together: of one key, or a key that begins a longer one (万寿居委, 万寿国际居民区)."""
    groups: dict[str, list[Name]] = {}
    for name in sorted(names, key=lambda n: (-len(n.key), n.start)):
        key = next((k for k, group in groups.items() if _extends(group[0], name)), name.key)
        groups.setdefault(key, []).append(name)
    return groups


def _extends(longer: Name, name: Name) -> bool:
    if longer.key == name.key:
        return True
    is_part = len(name.key) >= 2 and longer.key.startswith(name.key) and "#" not in longer.key
    return is_part and longer.level == name.level == "community"


def _place(group: list[Name], admins: list[Admin], home: Location, gazetteer: Gazetteer) -> Place:
    longest = max(group, key=lambda name: (len(name.name), -name.start))
    spans = sorted({(name.start, name.end) for name in group})
    location = _locate(group, longest, admins, home, gazetteer)
    # Outside Shanghai a 社区 is what 居民区 is there, whatever estate it bears the name of.
    is_community = location.province != SHANGHAI and longest.name.endswith("社区")
    return Place(
        name=longest.name,
        level="community" if is_community else longest.level,
        province=location.province,
        city=location.city,
        district=location.district,
        subdistrict=location.subdistrict,
        code=location.code,
        resolved_by=location.by,
        candidates=location.candidates,
        mentions=tuple(spans),
        is_coded=True,
    )


def _locate(
    group: list[Name], longest: Name, admins: list[Admin], home: Location, gazetteer: Gazetteer
) -> Location:
    """Stated right before the name, else by the gazetteer within what the article names, else by context."""
    for name in group:
        stated = _stated(name.chain, home, gazetteer)
        if stated and stated.subdistrict:
            return stated
    first = min(name.start for name in group)
    context = _context(first, admins, home, gazetteer)
    if home.province == SHANGHAI:
        entries = gazetteer.communities.get(longest.key, ())
        found = _by_gazetteer(entries, admins, gazetteer)
        if found:
            return found
    if by_town := _by_leading_town(longest.name, context, gazetteer):
        return by_town
    stated = next((s for name in group if (s := _stated(name.chain, home, gazetteer))), None)
    if stated and (
        not context.subdistrict
        or context.district != stated.district
        or _is_in_another_county(group, context.subdistrict, admins, gazetteer)
    ):
        return stated
    return context


def _is_in_another_county(group: list[Name], street: str, admins: list[Admin], gazetteer: Gazetteer) -> bool:
    """Whether other counties or districts of a city are named before the place than before the street."""
    own = {a.name for name in group for a in name.chain} & gazetteer.counties
    chains = (chain_before(a.end, admins) for a in admins if a.name == street)
    others = {a.name for chain in chains for a in chain} & gazetteer.counties
    return bool(own) and own.isdisjoint(others)


def _by_leading_town(name: str, context: Location, gazetteer: Gazetteer) -> Location | None:
    """A name that begins with that of a street or town in the district: 七宝城投宽庭社区 lies in 七宝镇."""
    for length in (4, 3, 2):
        for ending in ("镇", "街道", "路街道", "乡"):
            for entry in gazetteer.subdistricts.get(name[:length] + ending, ()):
                if entry.district == context.district and len(name) >= length + 4:
                    return Location(SHANGHAI, None, entry.district, entry.name, "name")
    return None


def _stated(chain: Sequence[Admin], home: Location, gazetteer: Gazetteer) -> Location | None:
    """Where the administrative names of `chain` say that it is."""
    if not chain:
        return None
    subdistrict = next((a.name for a in reversed(chain) if a.level == "subdistrict"), None)
    region = region_of(chain, gazetteer)
    if region and (home.province != SHANGHAI or not any(a.level == "district" for a in chain)):
        return Location(region[0], region[1] or None, region[0] + region[1], subdistrict, "stated")
    if home.province != SHANGHAI:
        return Location(home.province, home.city, home.district, subdistrict, "stated")
    district = next((gazetteer.districts[a.name].name for a in chain if a.level == "district"), None)
    if district is None and subdistrict:
        entries = gazetteer.subdistricts.get(subdistrict, ())
        district = entries[0].district if len({e.district for e in entries}) == 1 else None
    return Location(SHANGHAI, None, district, subdistrict, "stated")


def _context(position: int, admins: list[Admin], home: Location, gazetteer: Gazetteer) -> Location:
    """The last street or town named before `position`, else the first in the article, else its district."""
    streets = [a for a in admins if a.level == "subdistrict"]
    before = [a for a in streets if a.end <= position]
    if street := (before[-1] if before else streets[0] if streets else None):
        chains = [chain_before(a.end, admins) for a in streets if a.name == street.name]
        stated = [s for chain in chains if (s := _stated(chain, home, gazetteer))]
        if location := next((s for s in stated if s.district), None):
            return replace(location, by="context")
    if home.province != SHANGHAI:
        return Location(home.province, home.city, home.district, None, "context")
    districts = Counter(gazetteer.districts[a.name].name for a in admins if a.level == "district")
    only = next(iter(districts)) if len(districts) == 1 else None
    # A street that no gazetteer has lies in the only district named, or nobody knows where.
    name = street.name if street and not gazetteer.subdistricts.get(street.name) else None
    return Location(SHANGHAI, None, only, name, "context" if only or name else "unknown")


def _by_gazetteer(
    entries: Sequence[Division], admins: Sequence[Admin], gazetteer: Gazetteer
) -> Location | None:
    """The one entry that fits the streets, then the districts that the article names, or the only one at all."""
    streets = {
        d.name for a in admins if a.level == "subdistrict" for d in gazetteer.subdistricts.get(a.name, ())
    }
    districts = {gazetteer.districts[a.name].name for a in admins if a.level == "district"}
    if not entries:
        return None
    for fitting in (
        [e for e in entries if e.subdistrict in streets],
        [e for e in entries if e.district in districts],
        [] if districts or streets else list(entries),
    ):
        if len({(e.district, e.subdistrict) for e in fitting}) == 1:
            entry = fitting[0]
            return Location(SHANGHAI, None, entry.district, entry.subdistrict, "gazetteer", entry.code)
    return None


def _subdistricts(
    article: Article, admins: list[Admin], names: list[Name], home: Location, gazetteer: Gazetteer
) -> list[Place]:
    """Streets and towns; coded where one acts by itself and does not only say where a place lies."""
    used = {a.start for name in names for a in name.chain}
    admin_ends = {admin.end for admin in admins}
    text, begun, named = article.text.text, {n.start for n in names}, {n.end for n in names}
    begun_streets = {a.start for a in admins if a.level == "subdistrict"}
    used |= {a.start for a in admins if a.end in begun_streets}  # 高新区|洸河街道
    used |= {a.start for a in admins if text[a.end : a.end + 1] == "的" and a.end + 1 in begun}
    # A place line that ends in a smaller place: the street only says where that is.
    lines = [
        (p.start, p.start + len(text[p.start : p.end].rstrip(PLACE_BRACKETS)))
        for p in article.paragraphs
        if p.kind == "place"
    ]
    is_address = any(
        end not in admin_ends and any(start <= a.start < end for a in admins) for start, end in lines
    )
    places: dict[str, Place] = {}
    streets = list(dict.fromkeys(a.name for a in admins if a.level == "subdistrict"))
    is_spoken_of = len(streets) == 1 and _OF_STREET.search(text) is not None
    for name in streets:
        mentions = [a for a in admins if a.name == name]
        whole = [a for a in mentions if a.end - a.start == len(name)]  # 马桥： above a story says only where
        alone = [a for a in whole if a.start not in used and not _is_address(text, a, admins, named)]
        if names and len(alone) == 1 and _is_label(text, alone[0]):
            alone = []
        chains = [chain_before(a.end, admins) for a in mentions]
        location = next(
            (s for c in sorted(chains, key=len, reverse=True) if (s := _stated(c, home, gazetteer))), home
        )
        if location.district is None:
            location = _context(mentions[0].end, admins, home, gazetteer)
        places[name] = Place(
            name=name,
            level="subdistrict",
            province=location.province,
            city=location.city,
            district=location.district,
            subdistrict=name,
            code=_code(name, location, gazetteer),
            resolved_by=location.by,
            candidates=(),
            mentions=tuple((a.start, a.end) for a in mentions),
            is_coded=(bool(alone) or is_spoken_of) and not is_address,
        )
    return list(places.values())


def _is_label(text: str, street: Admin) -> bool:
    """Whether a street stands in brackets at the head of an item, for where that is from: 【Y街道】甲里：五十把伞."""
    begin = street.start - 1
    around = text[max(0, begin) : begin + 1] + text[street.end : street.end + 1]
    return around in _LABELS and text[begin - 1 : begin] in ("", "\n")


def _is_address(text: str, street: Admin, admins: list[Admin], named: Collection[int]) -> bool:
    """Whether a street only says where something lies or someone lives: 位于X区Y街道, （X区Y街道）, 在Y镇打工, 甲里|在Y街道，."""
    begin = chain_before(street.end, admins)[0].start
    before, behind = text[max(0, begin - 3) : begin], text[street.end : street.end + 2]
    is_there = before.endswith("在") and begin - 1 in named and behind[:1] in _STOPS
    return (
        is_there
        or before.endswith(_LIES)
        or bool(ONE_IN_IT.match(text, street.end))
        or (before.endswith(("（", "(")) and behind.startswith(("）", ")")))
        or (before.endswith("在") and behind in _LIVES)
    )


def _code(name: str, location: Location, gazetteer: Gazetteer) -> str | None:
    return next(
        (d.code for d in gazetteer.subdistricts.get(name, ()) if d.district == location.district), None
    )


def _districts(text: str, admins: list[Admin], home: Location, gazetteer: Gazetteer) -> list[Place]:
    """Cities and their districts, also by their short names; never coded, but numbers may be about them."""
    spans: dict[Place, list[tuple[int, int]]] = {}
    for admin in admins:
        if admin.level == "district" and home.province == SHANGHAI:
            name = gazetteer.districts[admin.name].name
            spans.setdefault(_big(name, "district", (SHANGHAI, ""), name), []).append(
                (admin.start, admin.end)
            )
        elif admin.level == "region":
            region = region_of(chain_before(admin.end, admins), gazetteer)
            where = region or (home.province or SHANGHAI, home.city or "")
            if where[0] != SHANGHAI:
                is_county = admin.name in gazetteer.counties
                place = _big(admin.name, "district" if is_county else "city", where, "".join(where))
                spans.setdefault(place, []).append((admin.start, admin.end))
    city = [match.span() for match in _CITY.finditer(text)] if home.province == SHANGHAI else []
    if city:
        spans[_big(SHANGHAI, "city", (SHANGHAI, ""), None)] = city
    return [place._replace(mentions=tuple(mentions)) for place, mentions in spans.items()]


def _big(name: str, level: PlaceLevel, where: tuple[str, str], district: str | None) -> Place:
    return Place(
        name=name,
        level=level,
        province=where[0],
        city=where[1] or None,
        district=district,
        subdistrict=None,
        code=None,
        resolved_by="stated",
        candidates=(),
        mentions=(),
        is_coded=False,
    )
