"""Which words of a phrase name what is measured, told by jieba's word tags and the lists of `indicator_words.yml`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpers.knowledge.metrics import Phrases
from helpers.knowledge.words import Word

LONGEST_NAME = 4
# jieba's tags of what a noun phrase is made of, of what can be its head, and of what never follows a head.
_PARTS = ("n", "vn", "an", "j", "l", "x", "s", "b", "f", "m", "q", "i", "k", "eng", "zg", "h", "a", "t")
_HEADS = ("n", "vn", "an", "j", "l", "x", "s", "i", "eng")
_NEVER_BEHIND = frozenset(["a", "t", "m", "ad", "zg"])
# … of adverbs, conjunctions, prepositions and pronouns; of what may lead in; of what says only when or how often.
_ADVERBS = ("d", "c", "p", "r", "y", "ad")
_LEADS = frozenset(["d", "r", "c", "y", "ad"])
_TIMES = frozenset("trmdcf")
# What ends a verb that has an object (签下|承诺书).
_DONE_WITH = frozenset("下上出到掉完回进")
_NOT = frozenset(["未", "没", "没有", "不", "无", "未能"])
_JOINS = "和与及、或/·-"
# An attribute of more characters before 的 is left out.
_ATTRIBUTE = 2
_EMPTY = frozenset(["ul", "uz", "ug", "f", "p", "c", "d", "y", "e"])
# 一趟, 冬天: how it is counted and when.
_PERIOD = re.compile("一[一-鿿]|[春夏秋冬]天|早晚|上午|下午|次年")
_AT = re.compile("[里上下内外旁边口]$")
_ONE_OF = re.compile("[一这那每][一-鿿]|[条个件项套桩宗]")
_AMONG = re.compile(r"(?<=.)(?:当中|中|里)\Z")


def without_predicate(words: Sequence[Word], phrases: Phrases, whole: bool) -> str:
    """The phrase without a bare verb at its end: what it speaks of, or the verb where those who act stand before it.

    `whole` keeps all that stands before the noun at its end.
    """
    left = _without_adverbs(words, phrases)
    if not whole:
        left = without_lead_words(left, phrases)
    by = next((i for i, word in enumerate(left) if i and word == ("由", "p")), None)
    if by and not _is_part(left[-1], phrases) and len(_joined(left[:by])) > 1:
        return _joined(left[:by])  # 茶钱|由商会包底
    if len(left) > 1 and _is_bare_verb(left[-1], phrases) and _can_govern(left[-2], left[-1], phrases):
        return _topic_or_verb(left, phrases)
    if whole:
        return _joined(left)
    return _behind_clause(left, phrases) or _object(left, phrases) or _deed(left, phrases) or _joined(left)


def nouns_at_start(words: Sequence[Word], phrases: Phrases) -> str:
    """The nouns before the first word of a predicate: 居民|挨个…, 老人|用…; a clause before 的 is left out."""
    if len(words) > 1 and words[0][1].startswith("v") and words[1][1] in ("ul", "uz", "ug"):
        return ""  # 771户|签了字
    if words and words[0][0] in ("中", "里", "当中"):
        return ""  # 14户里|举起12双手
    found = ""
    has_head = False
    for i, (word, tag) in enumerate(words):
        if word == "的" and found and i + 1 < len(words):
            found = found + word if len(found) <= _ATTRIBUTE else ""
            has_head = False
            continue
        if has_head and word not in _JOINS and not _goes_on(found, words[i : i + 2], phrases):
            break
        has_head = has_head or tag.startswith(_HEADS) or bool(found and word in phrases.suffixes)
        found += word
    return _AMONG.sub("", found.rstrip(_JOINS))


def without_lead_words(words: Sequence[Word], phrases: Phrases) -> list[Word]:
    """The words without what says how, or who by a pronoun, at their head (连夜|转移, 我们|腾出, 一宗|纠纷)."""
    at, last = 0, len(words) - 1
    while (
        at < last
        and words[at + 1][0] != "的"
        and words[at][0] not in _NOT
        and (words[at][1] in _LEADS or words[at][0] in phrases.modals)
    ):
        at += 1
    if at < last and _ONE_OF.fullmatch(words[at][0]):
        at += 1
    left = list(words[at:])
    has_complement = len(left) > 2 and left[0][1] == "v" and left[1][0] in phrases.complements
    is_clause = any(word == "的" for word, _ in left[2:])
    return left[2:] if has_complement and not is_clause else left  # 啃 下|难题


def last_words(words: Sequence[Word], longest: int, phrases: Phrases) -> str:
    """The end of a long text: behind the first verb of doing that leaves few enough characters, else its last words."""
    kept: list[str] = []
    behind_verb = size = 0
    for word, _ in reversed(words):
        if size >= 2 and phrases.verb.fullmatch(word):
            behind_verb = len(kept)
        if size + len(word) > longest:
            break
        kept.append(word)
        size += len(word)
    return "".join(reversed(kept[:behind_verb] if behind_verb else kept))


def doer_of(words: Sequence[Word], phrases: Phrases) -> str:
    """The last word of the nouns that a clause begins with."""
    end = _end_of_nouns(words, phrases)
    return words[end - 1][0] if end else ""


def only_names_who_acts(words: Sequence[Word], phrases: Phrases) -> bool:
    """Whether every noun among the words is one for those who act, and no activity (理发) is named."""
    nouns = [word for word, tag in words if tag.startswith(_HEADS)]
    verbs = [word for word in words if word[1] == "v" and len(word[0]) > 1]
    activities = [word for word in verbs if not _is_bare_verb(word, phrases) and word[0] not in phrases.deeds]
    return not activities and all(phrases.agent_at_end.search(noun) for noun in nouns)


def is_bare_word(word: Word, phrases: Phrases) -> bool:
    """Whether it is a bare verb or less."""
    return _is_bare_verb(word, phrases) or is_empty_word(word, phrases)


def is_empty_word(word: Word, phrases: Phrases) -> bool:
    """Whether it is an adverb, preposition, particle or word of place that names nothing by itself."""
    text, tag = word
    if text in phrases.suffixes:
        return False
    says_when = tag in ("m", "t") and bool(_PERIOD.fullmatch(text))
    return (
        text in phrases.adverbs or text in phrases.modals or says_when or (len(text) == 1 and tag in _EMPTY)
    )


def _goes_on(found: str, words: Sequence[Word], phrases: Phrases) -> bool:
    """Whether the first of the words belongs to the noun phrase `found` and begins no predicate."""
    word, tag = words[0]
    if word in phrases.suffixes:
        return True
    if len(word) == 1:
        return tag.startswith(("n", "j", "x"))
    if tag.startswith(_PARTS) and tag not in _NEVER_BEHIND:
        return True
    follows = words[1] if len(words) > 1 else ("", "")
    makes_noun = (
        tag == "v" and follows[1].startswith(("n", "vn", "x", "b")) and follows[0] not in ("率", "度")
    )
    has_complement = word[-1] in phrases.complements
    is_event = bool(phrases.fits["场"].search(follows[0]))  # 居民|自治会议
    return makes_noun and not has_complement and (is_event or not phrases.agent_at_end.search(found))


def _topic_or_verb(words: list[Word], phrases: Phrases) -> str:
    """Of a clause with a bare verb at its end (问卷|收上来) what it speaks of; the verb where that is who, when or where."""
    verb = words[-1][0]
    before = words[:-1]
    if len(before) > 1 and before[-1][1].startswith("v") and verb in phrases.complements:
        verb = before[-1][0] + verb
        before = before[:-1]
    before = _without_adverbs(before, phrases)
    topic = _joined(before)
    says_when = all(tag in _TIMES for _, tag in before) or _AT.search(topic)
    return verb if says_when or len(topic) < 2 or phrases.agent_at_end.search(topic) else topic


def _behind_clause(words: Sequence[Word], phrases: Phrases) -> str:
    """The noun behind a clause and its 的 (派到居民区的|工单)."""
    ofs = [i for i, (word, _) in enumerate(words) if word == "的"]
    if not ofs or not any(tag == "v" for _, tag in words[: ofs[-1]]):
        return ""
    return _telling(words[ofs[-1] + 1 :], phrases)


def _object(words: Sequence[Word], phrases: Phrases) -> str:
    """The nouns behind the last verb of doing (收到|材料)."""
    verbs = [
        i
        for i, word in enumerate(words)
        if _is_doing(word, phrases) and "".join(w for w, _ in words[i + 1 : i + 2]) not in phrases.heads
    ]
    nouns = words[verbs[-1] + 1 :] if verbs else []
    while nouns and nouns[0][1] == "r":
        nouns = nouns[1:]  # 各类|活动
    if not all(_is_part(word, phrases) for word in nouns) or not any(t.startswith(_HEADS) for _, t in nouns):
        return ""
    return _telling(nouns, phrases)


def _deed(words: Sequence[Word], phrases: Phrases) -> str:
    """The deed at the end of a clause that begins with those who act and goes on with how (街道|为此|赞助)."""
    end = _end_of_nouns(words, phrases)
    if not end or end + 1 >= len(words) or not words[end][1].startswith(("d", "p", "r")):
        return ""
    is_act = words[-1][1] in ("v", "vn") and phrases.agent_at_end.search(_joined(words[:end]))
    return words[-1][0] if is_act else ""


def _telling(nouns: Sequence[Word], phrases: Phrases) -> str:
    """The nouns as one, "" where they only say that something is counted (数量, 情况)."""
    found = _joined(nouns)
    return found if len(found) > 1 and found not in phrases.generic else ""


def _without_adverbs(words: Sequence[Word], phrases: Phrases) -> list[Word]:
    left = list(words)
    while left and _is_adverb(left[-1], phrases):
        left.pop()
    return left


def _end_of_nouns(words: Sequence[Word], phrases: Phrases) -> int:
    return next((i for i, word in enumerate(words) if not _is_part(word, phrases)), len(words))


def _is_adverb(word: Word, phrases: Phrases) -> bool:
    text, tag = word
    if text in phrases.suffixes:
        return False
    return text in phrases.modals or text in phrases.adverbs or (len(text) > 1 and tag.startswith(_ADVERBS))


def _is_bare_verb(word: Word, phrases: Phrases) -> bool:
    """Whether it is a verb that names nothing by itself: one character, or one with where it leads (收上来)."""
    text, tag = word
    if text in phrases.suffixes or not tag.startswith(("v", "zg")):
        return False
    has_complement = tag == "v" and text[1:] in phrases.complements
    return len(text) == 1 or text in phrases.complements or has_complement


def _can_govern(before: Word, verb: Word, phrases: Phrases) -> bool:
    """Whether the bare verb stands by itself: two single characters are rather one word that jieba's dictionary lacks."""
    has_complement = before[1] == "v" and verb[0] in phrases.complements
    return len(before[0]) > 1 or has_complement or _is_adverb(before, phrases)


def _is_doing(word: Word, phrases: Phrases) -> bool:
    text, tag = word
    if len(text) < 2 or tag in ("vn", "n"):
        return False
    return bool(phrases.verb.fullmatch(text)) or has_object(word)


def is_verbal(words: Sequence[Word]) -> bool:
    """Whether there is only one word and it is a verb, or none."""
    return not words or (len(words) == 1 and words[0][1] == "v")


def is_deed_noun(words: Sequence[Word]) -> bool:
    """Whether there is one word, a verb that is a noun too (服务)."""
    return len(words) == 1 and words[0][1] == "vn"


def has_object(word: Word) -> bool:
    """Whether it is a verb with a complement that asks for an object (开出)."""
    return word[1] == "v" and word[0][1:] in _DONE_WITH


def _is_part(word: Word, phrases: Phrases) -> bool:
    return word[1].startswith(_PARTS) or word[0] in phrases.suffixes


def _joined(words: Sequence[Word]) -> str:
    return "".join(word for word, _ in words).rstrip("的和与及、或").lstrip("的、")
