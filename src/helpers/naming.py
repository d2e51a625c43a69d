"""Whether what stands before a place's ending is a proper name in its text: by its form, or by what is told of it."""

from __future__ import annotations

import re
from collections.abc import Collection

from helpers.divisions import QUOTED, Admin
from helpers.knowledge.gazetteer import Gazetteer
from helpers.knowledge.words import is_made_of_common_words, is_word
from helpers.model import Article
from helpers.place_stems import ORDINAL_TAIL, is_chained, is_name_like

# A rare ending makes a name of so many characters only.
LONGEST_RARE = 4
_NUMBERED_NAME = re.compile(r"[一-鿿]{2}(?:[一二三四五六七八九]?十)?[一二三四五六七八九十]村$")
# What follows a place's ending where it ends a name and no longer word.
_FOLLOWS = frozenset("有是的里内共，。、")
# A site is what a story is about if it is named so often, the headline included.
_TOLD_AGAIN = 3
_COLONS = frozenset("：:")
# What is told only of one place that has a name: who leads it, when it was built, where it lies.
_TELLS = re.compile(
    r"(?:村|社区)?(?:党委|党总支|党支部|党组织|居委会|村委会|[“‘]?两委|书记|主任|位于|地处|坐落|是一[片处条座](?!子)|在(?=[一-鿿]{2,6}(?:区|街道|镇))|建成于|始?建于|成立于|下辖|户籍人口|常住人口)"
)
# What only a place where people live has.
_HOME_OF = re.compile(
    "的(?:居民|业主|住户|租户|楼组长|业委会|物业|弄堂|灶间|灶披间|天井|架空层|楼道|门栋|石库门|老房子|弄口|阳台|车棚|地下车库|中心花园|小花园|围墙)"
)
_FOUNDED = re.compile("(?:始?建|建成|交付)于")
# Rooms and grounds that one is in, and what makes a word of it: 书屋|里, 古镇|里, 邻|里.
GROUNDS = frozenset("邻公屋室厅站场馆店房楼院巷弄镇街区园厂棚亭库堂家村城社群河山桥")
# A village's own name has two or three characters; in the country its clause begins with it and nothing else tells of it.
_VILLAGE = range(2, 4)
_BEFORE_VILLAGE = frozenset("在的")
# What is counted is a kind of thing and no name: 海棠花园3个，.
_COUNTED = re.compile(r"(?:[“‘][^“”‘’]{1,8}[”’])?[\d一二三四五六七八九十百两]+[余多]?[个处座片](?![一-鿿])")
_NUMBER_OF_COMMUNITY = re.compile(r"\d{2,4}|第[一二三四五六七八九十]{1,3}")
# What is told of one place.
_BELONGS = re.compile(rf"{_TELLS.pattern}|的?居民|[的有里，。共]")
_GOVERNED = ("党委", "党总支", "居委会")
_IS_OF = re.compile("是[一-鿿]{2,6}(?:街道|镇|乡)")
_OFFICES = ("居民区", "居委会", "居委")
_TOGETHER = ("会同", "联合", "携手", "走进", "来到")
_STREETS = frozenset("路街巷")
HEADS = ("title", "place")
_LONGEST_SLOGAN = 16
_COMMAS = ("，", ",", "、", " ")
_STOPS = frozenset("。！？；，\n")
_ROADS = ("路", "巷")
_LONG = re.compile(r"(?:全?长|宽)(?:约|仅|不过|不足|不到)?\d|沿线的?\d+个(?:小区|居民区|社区)")


def is_named(
    text: str,
    name: str,
    stem: str,
    end: int,
    suffix: str,
    chain: tuple[Admin, ...],
    in_head: bool,
    gazetteer: Gazetteer,
) -> bool:
    """Whether its form shows that it is a proper name: its ending, a street in front, a number or repetition."""
    is_strong = suffix in gazetteer.strong
    is_told = _stands_alone(text, end) or text.count(name) > 1 or _TELLS.match(text, end)
    if chain and (is_chained(stem, gazetteer) or (is_strong and is_told)):
        return True
    if not is_name_like(stem, gazetteer):
        return False
    is_common = not chain and suffix in gazetteer.nouns and is_made_of_common_words(stem)
    is_common = is_common and not (stem[0] in gazetteer.surnames and stem[1:] == "家")  # 方家|社区
    is_common = is_common and not _is_visited(text, end - len(name), end, suffix, gazetteer)
    in_head = in_head and text.count(name) >= 2
    if (is_strong and (not is_common or in_head)) or _NUMBERED_NAME.search(name):
        return True
    is_numbered = is_strong and ORDINAL_TAIL.search(stem) is not None
    is_called = text.endswith("叫", 0, end - len(name))
    is_told_again = text.count(name) >= 2 and not (is_common and len(stem) >= LONGEST_RARE)
    return is_numbered or is_called or (gazetteer.levels[suffix] == "estate" and is_told_again)


def is_told_everywhere(text: str, name: str, stem: str, levels: Collection[str]) -> bool:
    """Whether a name with an ending that many words share comes again and again, a clause begins with it, and its stem is nothing else."""
    if _is_quoted(text, name) or text.count(name) < _TOLD_AGAIN or is_made_of_common_words(stem):
        return False
    behind = [text[m.end() : m.end() + 2] for m in re.finditer(re.escape(stem), text)]
    is_only_name = all(b[:1] == name[-1] or b in levels for b in behind)
    return is_only_name and re.search(rf"(?<![一-鿿]){re.escape(name)}", text) is not None


def _is_quoted(text: str, name: str) -> bool:
    """Whether it stands in quotation marks somewhere, as what a scheme made does."""
    return any(f"{q[0]}{name}{q[1]}" in text for q in QUOTED)


def is_home(text: str, stem: str, start: int, end: int) -> bool:
    """Whether a clause begins with the name and tells of it or of those who live there: ，|柳营里|的弄堂口, 。|永康里|建于1934年."""
    begins = not "一" <= text[start - 1 : start] <= "鿿" or text[start - 2 : start] in ("家住", "走进")
    is_told = _TELLS.match(text, end) or _HOME_OF.match(text, end)
    is_founded = len(text[start:end]) > len(stem) + 1 and _FOUNDED.match(text, end) is not None
    is_free = (is_founded or not is_made_of_common_words(stem)) and not _is_quoted(text, text[start:end])
    return begins and is_told is not None and is_free


def is_told_inside(text: str, name: str, start: int, end: int, ends: Collection[int]) -> bool:
    """Whether a building or court is told of behind the name of what it lies in: 柿林村|的|裕兴楼|建于清代, 琴南社区|肖家院."""
    is_inside = start in ends or (text[start - 1 : start] == "的" and start - 1 in ends)
    return is_inside and (text.count(name) > 1 or _TELLS.match(text, end) is not None)


def _is_visited(text: str, left: int, end: int, suffix: str, gazetteer: Gazetteer) -> bool:
    """Whether a clause goes to one community or with one, or says of which street it is: 在懿德社区，, 会同玉带居民区, 青桐社区是Y街道….."""
    goes = text[left - 1 : left] == "在" and text[end : end + 1] == "，"
    goes = goes or (suffix in _OFFICES and text[left - 2 : left] in _TOGETHER)
    return gazetteer.levels[suffix] == "community" and (goes or _IS_OF.match(text, end) is not None)


def is_named_behind_street(
    text: str, stem: str, end: int, level: str, chain: str, gazetteer: Gazetteer
) -> bool:
    """Whether a number, a surname or a virtue names a community right behind its street: Y街道|第一社区, Y镇|余村, Y街道|幸福社区的."""
    if level != "community" or chain != "subdistrict":
        return False
    if stem in gazetteer.surnames or _NUMBER_OF_COMMUNITY.fullmatch(stem):
        return True
    return stem in gazetteer.virtues and bool(_BELONGS.match(text, end))


def is_made_up(text: str, left: int, end: int, may_be_coined: bool) -> bool:
    """Whether it is counted, as kinds of things and schemes are (海棠花园3个, 新开社区|“宝宝屋”13个), stands in quotation marks, or ends a slogan."""
    is_coined = may_be_coined and text[left - 1 : left] + text[end : end + 1] in QUOTED
    return is_coined or _COUNTED.match(text, end) is not None or _is_slogan(text, left, end)


def _is_slogan(text: str, left: int, end: int) -> bool:
    """Whether it is the end of a slogan in quotation marks: “邻里齐参与，平安满社区”."""
    opened = text.rfind("“", max(0, left - _LONGEST_SLOGAN), left)
    if opened < 0 or text[end : end + 1] != "”":
        return False
    before = text[opened + 1 : left]
    return "”" not in before and before[-1:] in _COMMAS


def is_village(text: str, name: str, stem: str, end: int, gazetteer: Gazetteer) -> bool:
    """Whether a clause begins with it and its stem is no word: ；|榆塘村|拆掉了旱厕."""
    before = text[end - len(name) - 1 : end - len(name)]
    begins = not "一" <= before <= "鿿" or before in _BEFORE_VILLAGE
    begins = begins or text[end - len(name) - 2 : end - len(name)] in gazetteer.common  # 进驻|榆塘村
    is_free = (
        not is_word(name) and not is_made_of_common_words(name[-2:]) and not is_made_of_common_words(stem)
    )
    is_free = is_free and name[:-2] not in gazetteer.districts  # 汇川|桐村
    return begins and len(stem) in _VILLAGE and is_free and is_name_like(stem, gazetteer)


def _is_governed(text: str, name: str) -> bool:
    """Whether a community comes again and has a party committee or an office of its own: 文林社区党委."""
    return text.count(name) > 1 and any(name + body in text for body in _GOVERNED)


def is_told_of(text: str, name: str, stem: str, end: int, article: Article, gazetteer: Gazetteer) -> bool:
    """Whether a form that common words have too is a name here: its bodies or its founding are told, or it comes again and again."""
    if is_word(name) or is_word(name[-3:]):
        return False
    if _is_governed(text, name):
        return True
    is_free = not is_made_of_common_words(stem)
    begins = any(p.start == end - len(name) for p in article.paragraphs if p.kind in HEADS)
    times = text.count(name)
    if begins and text[end : end + 1] in _COLONS and is_free:
        return True
    if _TELLS.match(text, end) and (
        (times >= _TOLD_AGAIN and len(stem) < LONGEST_RARE) or (is_name_like(stem, gazetteer) and is_free)
    ):
        return True
    return is_free and times >= _TOLD_AGAIN


def is_site_told(
    text: str, left: int, start: int, end: int, chain: tuple[Admin, ...], in_head: bool, article: Article
) -> bool:
    """Whether the story or a passage is about the site `left:end`, whose ending begins at `start`."""
    name, stem, suffix = text[left:end], text[left:start], text[start:end]
    is_founded = bool(chain) and any(
        _TELLS.match(article.text.text, m.end()) for m in re.finditer(re.escape(name), article.text.text)
    )
    return (
        (bool(chain) and (in_head or (name[-1] not in _STREETS and _is_again(name, stem, article))))
        or is_founded
        or _is_headlined(name, stem, article)
        or (suffix in _ROADS and _is_road(text, left, end))
    )


def _is_headlined(name: str, stem: str, article: Article) -> bool:
    """Whether the story is about the site: its name stands in the headline and again and again below."""
    text = article.text.text
    titles = [text[p.start : p.end] for p in article.paragraphs if p.kind in HEADS]
    is_told = text.count(name) >= _TOLD_AGAIN and any(name in title for title in titles)
    return is_told and not is_made_of_common_words(stem)


def _is_again(name: str, stem: str, article: Article) -> bool:
    """Whether a site that the headline does not name is spoken of again below, without its ending too."""
    text = article.text.text
    is_in_title = any(name in text[p.start : p.end] for p in article.paragraphs if p.kind in HEADS)
    return text.count(stem) > 1 and not is_in_title and not is_made_of_common_words(stem)


def _is_road(text: str, left: int, end: int) -> bool:
    """Whether a passage is about a road: its length is told, it stands in a row (甲苑、乙路沿线), estates lie along it, or 在 opens a clause with it."""
    before, behind = text[left - 2 : left], text[end : end + 2]
    opens = before[-1:] == "在" and before[:1] in _STOPS and behind[:1] == "，"
    is_in_row = before[-1:] == "、" and behind == "沿线"
    return opens or is_in_row or _LONG.match(text, end) is not None


def _stands_alone(text: str, end: int) -> bool:
    """Whether what follows a name shows that its ending ends it: 重工社区|有块老煤场, but 推进社区|治理."""
    return text[end : end + 1] in _FOLLOWS
