"""Noun phrases around a number: what a clause measures, freed of what says when, how and that it is counted."""

from __future__ import annotations

import re

from helpers.knowledge.metrics import Phrases
from helpers.knowledge.words import Word, cut, is_word
from helpers.nouns import (
    LONGEST_NAME,
    doer_of,
    has_object,
    is_bare_word,
    is_deed_noun,
    is_empty_word,
    is_verbal,
    last_words,
    nouns_at_start,
    only_names_who_acts,
    without_lead_words,
    without_predicate,
)

LONGEST = 14
_ONE_WORD = 2
# So many characters has an idiom that jieba's dictionary lacks.
_IDIOM = 4
_OUTSIDE = re.compile(r"(?<=[一-鿿]{2})(?:[之以][外内间上下]|在内)\Z")
_PAYS = re.compile(r"(?:每[户人家店]|我们|他们|咱们|大家|自己)[一-鿿]{1,2}")
_AND_AT_END = re.compile(r"(?:(?<![参给赋])与|[和及、])\Z")
# 改造成一个|面积达100平方米的食堂
_ARTICLE = re.compile(r"\A.*[成为了起出建]一[个座间处块栋条片支家份](?=[一-鿿]{2})")
_AGED = re.compile(r"[\d一二三四五六七八九十]+周?岁以[上下]的?")
_QUOTED = re.compile(r"\A\s*[“‘「『]([^“”‘’「」『』]{1,16})[”’」』]")
_AMONG = re.compile(r"中(?![标奖签])|里|当中|之中")
_QUOTE_MARKS = re.compile(r"[“”‘’「」『』\"]")
_PART = re.compile(r"[，,。；;：:！!？?、…“”‘’「」『』（）()\[\]【】\n—|]")
_CLAUSE = re.compile(r"[，,。；;：:！!？?\n]")
_MUST = re.compile(r"\A(?:必须|须|应当?|要|可以?|即可|就能?|便可?|能够?|均|都|全部|以?内|之内|就|便|的)+")
_WHICH = re.compile(r"(?![是给用为把让向])[^了着过]{2,14}?的(?=[一-鿿]{2})")
_DONE = re.compile(
    r"\A[一-鿿]{0,2}?(?:了|掉|好|(?<=建)成|(?<=[腾辟标推选评查开提划找理])出|完成)(?=[一-鿿]{2})"
)
# 通过 and the like are verbs of their own.
_ASPECT = re.compile(r"(?<=.)(?<![通经超])[了着过](?=.)|[了着过]\Z")
_PARTICLE = re.compile(r"(?<=[一-鿿]{2})[了着过得]")


def phrase_before(words: str, phrases: Phrases, whole: bool = False) -> str:
    """The noun phrase that `words` ends with, freed of what says when and how; what it speaks of where a verb ends it.

    `whole` keeps a clause before the noun (参与表决的|业主).
    """
    words = words.rpartition("】")[2]
    words = _QUOTE_MARKS.sub("", stripped(phrases.particle.sub("", words), phrases))
    if len(words) > LONGEST:
        words = stripped(last_words(cut(words), LONGEST, phrases), phrases)
    words = _ARTICLE.sub("", _DONE.sub("", words))
    return without_predicate(cut(words), phrases, whole) if len(words) > _ONE_WORD else words


def phrase_after(words: str, phrases: Phrases) -> str:
    """The noun phrase that `words` begins with, "" where a predicate begins there."""
    words = words.lstrip(" \t\u3000").removeprefix("的").rstrip()
    if words.startswith(("和", "及", "与", "+", "＋", "\n")):
        return ""  # 每人200元|和一袋面
    if quoted := _QUOTED.match(words):
        return quoted[1]
    if aged := _AGED.match(words):
        return aged.group() + phrase_after(words[aged.end() :], phrases)
    words = whole = _PART.split(words, maxsplit=1)[0]
    verb = _first_verb(words, phrases)
    if verb and words[verb.end() : verb.end() + 1] in phrases.suffixes:
        verb = None  # 设计|院, 服务|站
    if verb and verb.group() == words and is_deed_noun(cut(words)):
        return words  # 15项|服务
    if verb and verb.start() == 0:
        return _behind_clause(words, phrases)
    words = words[: verb.start()] if verb else words
    if (of := words.find("的")) > 0 and phrases.noun_at_end.search(words[:of]):
        words = words[:of]
    words = without_lead(_before_particle(words)[:LONGEST].strip(), phrases)
    found = nouns_at_start(cut(words), phrases).rstrip("的了着 ")
    found = _OUTSIDE.sub("", found)
    is_clause = is_verbal(cut(found)) or whole.startswith((found + "在", found + "于"))
    return (_behind_clause(whole, phrases) if is_clause else "") or found


def _behind_clause(words: str, phrases: Phrases) -> str:
    """The nouns behind a clause that says which ones: 8张固定在地上的|长桌."""
    clause = _WHICH.match(words)
    nouns = nouns_at_start(cut(words[clause.end() :][:LONGEST]), phrases) if clause else ""
    return nouns if len(nouns) > 1 else ""


def _first_verb(words: str, phrases: Phrases) -> re.Match[str] | None:
    """Where a predicate begins; characters inside a longer word begin none: 在|职党员, 报名|表."""
    verb = phrases.verb.search(words)
    if not verb:
        return None
    inside = [word for word in cut(words) for _ in word[0]]
    while verb and _is_part_of_word(verb.group(), inside[verb.end() - 1]):
        verb = phrases.verb.search(words, verb.end())
    return verb


def _is_part_of_word(verb: str, word: Word) -> bool:
    """Whether the verb's characters end inside this longer word and say nothing alone: one character, or part of a noun."""
    return len(word[0]) > len(verb) and (len(verb) == 1 or word[1].startswith("n"))


def deed_before(words: str, phrases: Phrases) -> str:
    """What the verb that leads to the number does, as a noun, with a short name of who does it: 街道|出资 for 街道拿出."""
    doers = list(cut(words.rstrip("了着过的 ")))
    while len(doers) > 1 and doers[-1][0] in phrases.complements:
        doers.pop()
    deed = phrases.deeds.get(doers[-1][0], "") if doers else ""
    idiom = "".join(word for word, _ in doers[-_IDIOM:])
    if idiom in phrases.deeds:  # 区里以奖代补|六成
        doers, deed = doers[: -_IDIOM + 1], phrases.deeds[idiom]
    if not deed:
        return ""
    doer = doer_of(without_lead_words(doers[:-1], phrases), phrases)
    is_agent = 1 < len(doer) <= LONGEST_NAME and phrases.agent_at_end.search(doer)
    if not doer and _PAYS.fullmatch(words.strip()):
        return words.strip()  # 每户交|五百块, 我们收|3.4元
    return doer + deed if is_agent and not deed.startswith(doer) else deed


def names_nobody(words: str, phrases: Phrases) -> bool:
    """Whether `words` only say who acts, or are a bare verb."""
    return len(words) < 2 or only_names_who_acts(cut(words), phrases)


def is_bare(words: str, phrases: Phrases) -> bool:
    """Whether `words` are a verb by itself or less: they say that something is counted and not what."""
    return bool(words) and len(words) < 4 and all(is_bare_word(word, phrases) for word in cut(words))


def governs(words: str, phrases: Phrases) -> bool:
    """Whether `words` end in a verb or preposition that has what follows for its object."""
    words = words.strip().rstrip("了着过")
    tag = cut(words)[-1][1] if words else ""
    return tag in ("v", "p")


def does_something(words: str) -> bool:
    """Whether `words` end in a verb that has an object, as its complement tells: 开出|45分钟的微课."""
    words = words.strip()
    return bool(words) and has_object(cut(words)[-1])


def is_place(words: str, phrases: Phrases) -> bool:
    """Whether `words` are only the name of a place: 福利路街道."""
    return bool(words) and bool(phrases.place_at_end.search(words)) and "的" not in words


def is_empty(words: str, phrases: Phrases) -> bool:
    """Whether `words` are nothing but adverbs, prepositions, particles and words of place."""
    return all(is_empty_word(word, phrases) for word in cut(words))


def only_persons(words: str, phrases: Phrases) -> str:
    """The nouns up to the last for persons where others follow: 居民|轮值 is no kind of person."""
    parts = cut(words)
    for end in range(len(parts), 0, -1):
        if phrases.agent_at_end.search(parts[end - 1][0]):
            return "".join(word for word, _ in parts[:end])
    return words


def predicate(words: str, phrases: Phrases) -> str:
    """The short predicate that `words` begins with, without tense and mood: 联系诉求人."""
    if _AMONG.match(words):
        return ""  # 2208户|中欠费42户
    words = _MUST.sub("", _PART.split(words.strip(), maxsplit=1)[0])
    words = _ASPECT.sub("", words)
    end = phrases.tail.start(words)
    words = (words[:end] if end > 1 else words)[:LONGEST].strip()
    return _AND_AT_END.sub("", "".join(word for word, _ in without_lead_words(cut(words), phrases)))


def clause_ahead(ahead: str, phrases: Phrases) -> str:
    """What the last clause of `ahead` that names anything speaks of."""
    clauses = [clause for clause in _CLAUSE.split(ahead) if clause.strip()]
    return phrase_before(clauses[-1], phrases) if clauses else ""


def stripped(words: str, phrases: Phrases) -> str:
    """`words` without what leads in at their head and what leads on to the number at their end."""
    words = without_lead(words.strip(), phrases)
    while words and (end := phrases.tail.start(words)) < len(words):
        words = words[:end]
    return words.strip()


def without_lead(words: str, phrases: Phrases) -> str:
    """`words` without what says when, how or that it is counted at their head."""
    while match := phrases.lead_at_start.match(words):
        words = words[match.end() :]
    return words


def _before_particle(words: str) -> str:
    """The noun before a verb with 了, 着, 过 or 得: 孩子|学会了, 课|排得."""
    particle = _PARTICLE.search(words)
    if not particle:
        return words
    at = particle.start()
    return words[: at - 2] if at > 1 and is_word(words[at - 2 : at]) else words[: at - 1]
