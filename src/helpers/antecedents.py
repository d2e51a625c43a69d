"""What a number measures where its own clause only has a verb: the noun of the clauses ahead that its classifier goes with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from helpers.knowledge.metrics import Phrases
from helpers.knowledge.words import Word, cut
from helpers.nouns import is_bare_word
from helpers.statements import Statement

MEASURES = frozenset({"money", "time", "rate", "length", "area", "volume", "mass", "energy", "score"})
"""Kinds of quantities that count no things."""
_CLAUSE = re.compile(r"[，,。；;：:！!？?\n]")
_NAMED = re.compile(r"[“‘「『\"]([^“”‘’「」『』\"，。；：、]{3,14})[”’」』\"]")
_NAME_AT_END = re.compile(r"[“‘「『]([^“”‘’「」『』]{2,14})[”’」』]\Z")
_QUOTE_MARKS = re.compile(r"[“”‘’「」『』\"]")
_FIGURE = re.compile(r"\d|[二三四五六七八九十百千][一-鿿]")
# jieba's tags of nouns and of what stands inside them; of what names nothing.
_NOUN = ("n", "vn", "x", "s", "b", "l", "j", "i", "eng", "an")
_SAYS_HOW = ("m", "t", "r", "f", "p", "d", "a", "c")
_SAYS_NOTHING = (*_SAYS_HOW, "u", "y", "z")
# … of characters that may be parts of a compound that the dictionary lacks.
_LOOSE = ("v", "n", "g", "zg", "j", "a", "x")
_ORDINAL = re.compile(r"第[一二三四五六七八九十\d]")
# So many characters ahead of a clause, and so many numbers, may tell what it speaks of.
_AHEAD = 120
_EARLIER = 8
# A longer compound is given by its head; so many clauses are searched.
_LONGEST = 6
_CLAUSES = 5
# Times are counted of what is done; of a meeting only where it is held.
_TIMES = frozenset("次回轮")
_HELD = re.compile("[开办聚召]")
_HOLDS = re.compile("[召举][开办行集]|开[会展办]|组织|收录")


class Around(NamedTuple):
    """What stands around a statement's clause.

    `ahead` is its paragraph up to the clause and `behind` its sentence from there on; `earlier` are the indicators of
    the sentence's numbers before the clause and `previous` that of its last number, "" where it has none.
    """

    ahead: str
    behind: str
    earlier: tuple[str, ...]
    previous: str


def around(statement: Statement, named: Sequence[Statement], text: str) -> Around:
    """What stands around the statement in the text; `named` are the statements before it."""
    begin, end = statement.clause
    paragraph = max(text.rfind("\n", 0, begin) + 1, begin - _AHEAD)
    same = [other for other in named[-_EARLIER:] if other.sentence == statement.sentence]
    return Around(
        text[paragraph:begin],
        text[end : statement.sentence[1]],
        tuple(other.indicator for other in same if other.end <= begin),
        same[-1].indicator if same else "",
    )


def noun_for(found: str, statement: Statement, around: Around, phrases: Phrases) -> str:
    """What is counted where `found` is a verb or less: “樟坑夜谈”，一年办了|45场; "" where `found` says it itself."""
    unit, near = statement.quantity.unit, statement.near
    is_open = says_nothing(found, phrases)
    if statement.quantity.kind in MEASURES:
        return noun_ahead(unit, near, around.ahead, phrases) if is_open else ""
    named = _named_ahead(statement.ahead) if is_open or _HOLDS.fullmatch(found) else ""
    noun = named or (noun_ahead(unit, near, around.ahead, phrases) if is_open or _is_verb(found) else "")
    if not named and len(found) > 1:
        noun = _head(noun)  # 采纳|意见 of 收到居民意见412条，采纳|63条
    return _with_noun(found, near, noun, phrases) if noun else ""


def noun_of_clause(ahead: str, phrases: Phrases) -> str:
    """The last noun of the last clause of `ahead`."""
    clauses = [clause for clause in _CLAUSE.split(ahead) if clause.strip()]
    last = clauses[-1].strip() if clauses else ""
    if named := _NAME_AT_END.search(last):
        return named[1]
    runs = _noun_runs(_QUOTE_MARKS.sub("", last), phrases)
    return runs[-1] if runs else ""


def says_nothing(words: str, phrases: Phrases) -> bool:
    """Whether `words` name neither a thing nor a deed: how much, when, each, or a verb by itself."""
    return bool(words) and all(_is_vague(word, phrases) for word in cut(words))


def _is_verb(words: str) -> bool:
    """Whether `words` are one verb of two characters: 签约|31家."""
    parts = cut(words)
    return len(parts) == 1 and parts[0][1] == "v" and len(words) == 2


def _is_vague(word: Word, phrases: Phrases) -> bool:
    text, tag = word
    if text in phrases.suffixes or phrases.agent_at_end.search(text) or _ORDINAL.match(text):
        return False
    return text in phrases.vague or is_bare_word(word, phrases) or (tag[0] in _SAYS_NOTHING and len(text) < 4)


def _with_noun(found: str, near: str, noun: str, phrases: Phrases) -> str:
    """The verb, with its complement as it leads to the number, and its noun; the noun alone where there is no verb."""
    is_verb = [w not in phrases.vague and not tag.startswith(_SAYS_HOW) for w, tag in cut(found)]
    verb = "".join(word for (word, _), is_kept in zip(cut(found), is_verb, strict=True) if is_kept)
    if not verb or verb in noun or verb in phrases.complements:
        return noun
    behind = near[near.rfind(verb) + len(verb) :].strip().rstrip("了")
    return verb + (behind if behind in phrases.complements else "") + noun


def _named_ahead(ahead: str) -> str:
    """What the two clauses at the end of `ahead` name in quotation marks, if no figure stands there."""
    for clause in [clause for clause in _CLAUSE.split(ahead) if clause.strip()][:-3:-1]:
        if named := _NAMED.findall(clause):
            return str(named[-1])
        if _FIGURE.search(clause):
            return ""
    return ""


def noun_ahead(unit: str, near: str, context: str, phrases: Phrases) -> str:
    """The last noun of `context` that goes with the classifier, of a clause that counts with it if there is one."""
    fits = phrases.fits.get(unit)
    if not fits or (unit in _TIMES and not _HELD.search(near)):
        return ""
    clauses = [clause for clause in _CLAUSE.split(context) if clause.strip()][: -_CLAUSES - 1 : -1]
    counted = re.compile(rf"[\d〇一二两三四五六七八九十百千万余多]+{unit}")
    for clause in [clause for clause in clauses if counted.search(clause)] + clauses:
        for run in reversed(_noun_runs(_QUOTE_MARKS.sub("", counted.sub(" ", clause)), phrases)):
            if fits.search(run) and not phrases.agent_at_end.search(run):
                return run
    return ""


def _noun_runs(clause: str, phrases: Phrases) -> list[str]:
    """The nouns of a clause, words that stand together as one; 运维|费 too, whose characters the dictionary has not joined."""
    runs: list[str] = []
    run = loose = ""
    for word, tag in (*cut(clause), ("", "")):
        if "一" <= word[:1] <= "鿿" and (tag.startswith(_NOUN) or word in phrases.suffixes):
            run += loose[-2:] + word if word in phrases.suffixes and not run else word
            loose = ""
            continue
        if len(run) > 1:
            runs.append(run if len(run) <= _LONGEST else _head(run))
        loose = (loose or run) + word if len(word) == 1 and tag.startswith(_LOOSE) else ""
        run = ""
    return runs


def _head(noun: str) -> str:
    """The last word of a compound, with the one before it where it is a single character (征询|单)."""
    words = [word for word, _ in cut(noun)] or [""]
    return words[-1] if len(words[-1]) > 1 else "".join(words[-2:])
