"""Finds place names in text: administrative ones by the gazetteer, communities and estates by their form."""

from __future__ import annotations

import re
from dataclasses import dataclass

from helpers.knowledge.gazetteer import CONJUNCTIONS, Gazetteer, core_name
from helpers.knowledge.words import is_made_of_common_words
from helpers.model import Article, PlaceLevel

LONGEST_STEM = 12
_STOP = re.compile(r"[^一-鿿A-Za-z0-9·]")
_COUNTED = re.compile(
    r"^(?:[\d一二三四五六七八九十百两几多数余]+[个家处座]?|第[一二三四五六七八九十\d]+[个期批]?)$"
)
_COMMUNITY = re.compile(r"社区|居民区|居委会")
_NUMBERED_VILLAGE = re.compile(r"(?:[一二三四五六七八九十]|新)村$")
_NUMBERED_NAME = re.compile(r"[一-鿿]{2}(?:[一二三四五六七八九]?十)?[一二三四五六七八九十]村$")
# The number of a community among its like: 培花|第三|居民区, 梅陇|十一|村, 梅陇三村|第一|居委会.
_ORDINAL_TAIL = re.compile(r"(?<=[一-鿿]{2})第?(?:[一二三四五六七八九十]{1,3}|\d{1,2})$")
_LANE = re.compile(r"[一-鿿]{2,5}路\d{1,4}弄")
# What follows a place's ending where it ends a name and no longer word.
_FOLLOWS = frozenset("有是的里内共，。、")
# A site is what a story is about if it is named so often, the headline included.
_TOLD_AGAIN = 3
_PARTICLES = frozenset("的了着过")
_PREPOSITIONS = frozenset("对向在于到从为把让")
_INSTITUTION = re.compile(r"卫生|工作者|规划师|基金会|民警|医院|学校|事务|云|老年大学")
# What bears a community's name and is none: 某社区|卫生站, 某社区|报.
_BODY = re.compile(r"卫生|事务受理|医院|学校|基金会|(?:报|讯|周刊|新闻|网)(?![告格点络修送名警到])")
_ALWAYS_BOUNDARY = frozenset("的在由是等了着过")
_KIND_OF_PLACE = re.compile(
    r"(?:[型式性种类名年]|[多各几每哪全本该这那数]一?个?|[\d一二两三四五六七八九十百余多]+[个家处座]|\d+年?|分钟|这一)$"
)
_SCHEME = re.compile(r"[”’》](?:工程|项目|计划|行动|品牌|活动|模式|课堂|平台)")


@dataclass(frozen=True, slots=True)
class Admin:
    """An administrative name in the text. `level`: region (outside Shanghai), city, district, subdistrict."""

    start: int
    end: int
    name: str
    level: str


@dataclass(frozen=True, slots=True)
class Name:
    """A name below district level; `chain` holds the administrative names directly before it."""

    start: int
    end: int
    name: str
    level: PlaceLevel
    chain: tuple[Admin, ...]
    kind: str

    @property
    def key(self) -> str:
        """What two ways of naming one place have in common."""
        return core_name(re.sub(r"(?:党总支|党支部|党委)$", "", self.name))


def administrative(text: str, gazetteer: Gazetteer) -> list[Admin]:
    """Provinces, cities, counties, districts, streets and towns, by the gazetteer or by form (X街道)."""
    found = []
    for _, start, end in gazetteer.admin.find_matches_as_indexes(text):
        name = text[start:end]
        if name == "上海市":
            level = "city"
        elif name in gazetteer.subdistricts and name not in gazetteer.districts:
            level = "subdistrict"
        elif name in gazetteer.districts:
            level = "district"
        else:
            level = "region"
        found.append(Admin(start, end, name, level))
    for match in gazetteer.short_districts.finditer(text):
        found.append(Admin(match.start(), match.end(), gazetteer.districts[match.group()].name, "district"))
    taken = {i for admin in found for i in range(admin.start, admin.end)}
    ends = {admin.end for admin in found}
    for match in re.finditer(
        r"[一-鿿]{2,6}?(?:街道(?!办)|街道(?=办)|开发区|(?:新|高新|经开)区)|(?<=[区县市])[一-鿿]{1,4}[镇乡]",
        text,
    ):
        start, end = match.span()
        if taken & set(range(start, end)):
            inside = [e for e in ends if start < e < end]
            if not inside or taken & set(range(max(inside), end)):
                continue
            start = max(inside)
        start = _left(text, start, end - 2, gazetteer, ends)
        stem = text[start : end - 2] if text[end - 1] not in "镇乡" else text[start : end - 1]
        is_counted = text[start - 1 : start].isdigit()  # 11.8|万元费用街道认了六成
        if len(stem) >= 2 and not is_counted and not _is_generic(stem, gazetteer) and "街" not in stem:
            found.append(Admin(start, end, text[start:end], "subdistrict"))
    found += _short_cities(text, found, gazetteer)
    return sorted(found, key=lambda admin: (admin.start, -admin.end))


def _short_cities(text: str, found: list[Admin], gazetteer: Gazetteer) -> list[Admin]:
    """Cities without their 市, only right before another administrative name: 南京鼓楼区 (中山 alone may be a street)."""
    taken = {admin.end for admin in found}
    cities = []
    for admin in found:
        for length in (2, 3):
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


def named_places(article: Article, admins: list[Admin], gazetteer: Gazetteer) -> list[Name]:
    """Every mention of a place below street level, longest form first where several overlap."""
    text = article.text.text
    ends = {admin.end for admin in admins}
    inside = [
        (admin.start, admin.end) for admin in admins if admin.level in ("subdistrict", "region", "district")
    ]
    names: list[Name] = []
    for match in gazetteer.suffix.finditer(text):
        level, start, end = gazetteer.levels[match.group()], match.start(), match.end()
        if level == "subdistrict" or any(a <= start and end <= b for a, b in inside):
            continue
        left = _left(text, max(0, start - LONGEST_STEM), start, gazetteer, ends)
        # 锦城社区美泰家园: the estate's name begins behind the community's.
        left = max([left, *(inner.end() for inner in _COMMUNITY.finditer(text, left, start - 1))])
        name = _accepted(text, left, start, end, level, match.group(), admins, article, gazetteer)
        if name:
            names.append(name)
    names += _lanes(text, admins)
    names += _place_lines(article, admins, gazetteer)
    names = _longest(names)
    return names + _later_mentions(text, names)


def _left(text: str, start: int, stem_end: int, gazetteer: Gazetteer, admin_ends: set[int]) -> int:
    """Where the proper name that ends in a suffix at `stem_end` begins, at `start` or later."""
    for i in range(stem_end - 1, start - 1, -1):
        if _STOP.match(text[i]):
            start = i + 1
            break
    start = max([start, *(end for end in admin_ends if start <= end <= stem_end)])
    phrase = start
    for match in gazetteer.boundary.finditer(text, start, stem_end):
        word = match.group()
        if (
            word not in _ALWAYS_BOUNDARY
            and len(word) == 1
            and _belongs_to_name(text, match, phrase, start, stem_end, admin_ends, gazetteer)
        ):
            continue
        phrase = match.end()
    return phrase


def _belongs_to_name(
    text: str,
    match: re.Match[str],
    phrase: int,
    start: int,
    stem_end: int,
    admin_ends: set[int],
    gazetteer: Gazetteer,
) -> bool:
    """Whether a single character that may be a function word is the name's own: 和畅公寓, 和平街社区.

    A conjunction cannot open a phrase that a verb or preposition has just closed (面对|和畅公寓); after a
    street's name it opens one only as part of a word (枫林|和平街, but 安亭镇|与|花桥). Behind a single
    character it joins nothing (人和街).
    """
    at, word = match.start(), match.group()
    pairs = (text[at : at + 2], text[at - 1 : at + 1])
    if match.end() >= stem_end:
        is_short = at == start + 1 and start in admin_ends  # 大宁路街道|宁和|小区: a name has two characters
        return word in CONJUNCTIONS and (is_short or pairs[1] in gazetteer.opening)
    if word in CONJUNCTIONS:
        if at == phrase + 1:
            return True
        after_verb = at == phrase != start and text[phrase - 1] in _PREPOSITIONS
        return (
            after_verb
            or (at == phrase and pairs[0] in gazetteer.opening)
            or (at > phrase and pairs[1] in gazetteer.opening)
        )
    return at == phrase == start and start in admin_ends


def _accepted(
    text: str,
    left: int,
    start: int,
    end: int,
    level: PlaceLevel,
    suffix: str,
    admins: list[Admin],
    article: Article,
    gazetteer: Gazetteer,
) -> Name | None:
    stem = text[left:start]
    if suffix == "村" and text[end : end + 1] in ("民", "里", "规", "务", "居", "委"):
        return None
    name, chain = text[left:end], chain_before(left, admins)
    is_number = bool(chain) and re.fullmatch(r"\d{2,4}", stem) and suffix == "社区"  # 钢花村街道|119社区
    if not is_number and (not 2 <= len(stem) <= LONGEST_STEM - 2 or _is_generic(stem, gazetteer)):
        return None
    in_head = any(p.start <= left < p.end and p.kind in ("title", "place") for p in article.paragraphs)
    known = core_name(name) in gazetteer.communities
    if _BODY.match(text, end):
        return None
    if not chain and not known and (_SCHEME.match(text, end) or _INSTITUTION.match(text, end)):
        return None
    if not chain and not known:
        left = _after_verbs(text, left, left + len(_ORDINAL_TAIL.sub("", stem)), gazetteer)
        stem, name = text[left:start], text[left:end]
        if len(stem) < 2 or _is_generic(stem, gazetteer):
            return None
    likely = _is_name_like(stem, gazetteer)
    is_numbered = bool(_NUMBERED_NAME.search(name)) and likely
    repeated = level == "estate" and likely and text.count(name) >= 2
    is_common = not chain and suffix in gazetteer.nouns and is_made_of_common_words(stem)
    strong = suffix in gazetteer.strong and likely and (not is_common or in_head)
    if level == "site":
        if not (chain and in_head) and not _is_headlined(name, stem, article):
            return None
    elif not (
        strong
        or known
        or is_numbered
        or (
            chain
            and (_is_chained(stem, gazetteer) or (suffix in gazetteer.strong and _stands_alone(text, end)))
        )
        or repeated
    ):
        return None
    return Name(left, end, name, _level(name, level), chain, "form")


def _after_verbs(text: str, left: int, start: int, gazetteer: Gazetteer) -> int:
    """Behind the last common verb or function word of a stem: 完成|文怡花园."""
    for i in range(start - 2, left - 1, -1):
        if text[i : i + 2] in gazetteer.common:
            return i + 2
    return left


def _is_name_like(stem: str, gazetteer: Gazetteer) -> bool:
    """No common verb or function word inside, no digits: what stands before the ending may be a proper name."""
    stem = _ORDINAL_TAIL.sub("", stem)
    return not any(c.isdigit() for c in stem) and not any(
        stem[i : i + 2] in gazetteer.common for i in range(len(stem) - 1)
    )


def _is_headlined(name: str, stem: str, article: Article) -> bool:
    """Whether the story is about the site: its name stands in the headline and again and again below."""
    text = article.text.text
    titles = [text[p.start : p.end] for p in article.paragraphs if p.kind in ("title", "place")]
    is_told = text.count(name) >= _TOLD_AGAIN and any(name in title for title in titles)
    return is_told and not is_made_of_common_words(stem)


def _stands_alone(text: str, end: int) -> bool:
    """Whether what follows a name shows that its ending ends it: 重工社区|有块老煤场, but 推进社区|治理."""
    return text[end : end + 1] in _FOLLOWS


def _is_chained(stem: str, gazetteer: Gazetteer) -> bool:
    """Whether what stands between a street's name and the ending may be a proper name: not common words alone."""
    stem = _ORDINAL_TAIL.sub("", stem)
    at = 0
    while at < len(stem):
        if stem[at : at + 2] not in gazetteer.common:
            return not (at and len(stem) - at == 1 and stem[at] in _PARTICLES)
        at += 2
    return not stem


def _is_generic(stem: str, gazetteer: Gazetteer) -> bool:
    """Whether what stands before the ending says what kind of place it is, and is no name."""
    if stem in gazetteer.generic or _COUNTED.match(stem) or stem.isdigit() or _KIND_OF_PLACE.search(stem):
        return True
    if stem[-1:] in CONJUNCTIONS and stem[:-1] in gazetteer.generic:
        return True
    rest = re.sub(r"^(?:[\d一二三四五六七八九十两几多]+个|个)", "", stem)
    if rest in gazetteer.generic or not rest:
        return True
    return rest.endswith(gazetteer.generic_endings)


def _level(name: str, level: PlaceLevel) -> PlaceLevel:
    """A numbered or new village is an estate; so is a 社区 that bears an estate's name."""
    if level == "community" and _NUMBERED_VILLAGE.search(name):
        return "estate"
    if name.endswith("社区") and re.search(r"(?:花园|家园|公寓|名邸|佳园|华庭|公馆)社区$", name):
        return "estate"
    return level


def _lanes(text: str, admins: list[Admin]) -> list[Name]:
    """A lane that stands for its houses behind the street's name: 甘泉路街道|志丹路312弄."""
    lanes = [_LANE.match(text, admin.end) for admin in admins if admin.level == "subdistrict"]
    return [
        Name(*lane.span(), lane.group(), "estate", chain_before(lane.start(), admins), "lane")
        for lane in lanes
        if lane
    ]


def _place_lines(article: Article, admins: list[Admin], gazetteer: Gazetteer) -> list[Name]:
    """What a place line names behind its district and street, whatever its ending."""
    text, names = article.text.text, []
    for paragraph in article.paragraphs:
        if paragraph.kind != "place":
            continue
        inside = [a for a in admins if paragraph.start <= a.start and a.end <= paragraph.end]
        start = inside[-1].end if inside else paragraph.start
        name = text[start : paragraph.end]
        if not inside or len(name) < 3:
            continue
        suffix = next((s for s in sorted(gazetteer.levels, key=len, reverse=True) if name.endswith(s)), "")
        level = _level(name, gazetteer.levels.get(suffix, "site"))
        names.append(Name(start, paragraph.end, name, level, chain_before(start, admins), "place line"))
    return names


def _longest(names: list[Name]) -> list[Name]:
    """Names in the order of the text, none inside another."""
    kept: list[Name] = []
    for name in sorted(names, key=lambda n: (n.start - n.end, n.start)):
        if not any(name.start < other.end and other.start < name.end for other in kept):
            kept.append(name)
    return sorted(kept, key=lambda n: n.start)


def _later_mentions(text: str, names: list[Name]) -> list[Name]:
    """Other mentions of the names found, also without the ending: 万寿苑28号楼 for 万寿苑居民区 (three characters or more)."""
    taken = {i for name in names for i in range(name.start, name.end)}
    extra = []
    for name in {n.key: n for n in reversed(names)}.values():
        short = name.key.split("#")[0]
        for form in dict.fromkeys((name.name, short if len(short) >= 3 else name.name)):
            for match in re.finditer(re.escape(form), text):
                if not taken & set(range(*match.span())):
                    taken.update(range(*match.span()))
                    extra.append(Name(match.start(), match.end(), name.name, name.level, (), "again"))
    return extra
