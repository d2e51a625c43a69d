"""Names that a text coins for a scheme: “花管家”小组, 《天井公约》, “1+2+N”机制, 成立沿街商户联盟."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from helpers.knowledge.mechanisms import NameKnowledge

_QUOTED = re.compile(r"[“「『‘\"]([^“”「」『』‘’\"。！？；\n]{2,20})[”」』’\"]")
_TITLED = re.compile(r"《([^《》\n]{2,20}(?:约|守则|章程|约定|规则|民规))》")
_FORMULA = re.compile(r"\d(?<![\d+]\d)(?:\s?[+＋]\s?(?:\d|[NnXx])(?!\d)){1,5}")
_MARKS = "，,。！!？?…；"
_SPEECH = re.compile(r"[，,、！？…：]")
_OPENS = "，。；！？：\n"
_CHANGE = re.compile(r"从$|从[^，。；]+[到向]$|[把将][^，。；]*”[^，。；“]*[成为][^，。；“]{0,6}$")
_CHANGE_REACH = 24
_INTRO_REACH = 16
_LONGEST_BARE = 16


class SchemeName(NamedTuple):
    """A coined name; `start:end` is where it stands, quotation marks and a noun behind them included."""

    start: int
    end: int
    name: str


def find_names(text: str, knowledge: NameKnowledge) -> list[SchemeName]:
    """Coined names in order of appearance, not overlapping; spans are half-open offsets into `text`."""
    found = [*_quoted(text, knowledge), *_titled(text), *_formulas(text, knowledge), *_bare(text, knowledge)]
    names: list[SchemeName] = []
    for name in sorted(found, key=lambda n: (n.start, -n.end)):
        if not names or name.start >= names[-1].end:
            names.append(name)
    return names


def _quoted(text: str, knowledge: NameKnowledge) -> Iterator[SchemeName]:
    quotes = [match for match in _QUOTED.finditer(text) if _may_name(text, match, knowledge)]
    count = Counter(match[1] for match in quotes)
    for match in quotes:
        inner = match[1].strip()
        behind = knowledge.head_behind.match(text, match.end())
        if behind:
            yield SchemeName(match.start(), behind.end(), f"“{inner}”{behind[0]}")
        elif not _SPEECH.search(inner) and (
            inner in knowledge.known
            or (len(inner) > 2 and (count[match[1]] > 1 or knowledge.head_at_end.search(inner)))
            or _is_introduced(text, match.start(), knowledge)
            or _acts(text, match, knowledge)
        ):
            yield SchemeName(match.start(), match.end(), inner)


def _may_name(text: str, quote: re.Match[str], knowledge: NameKnowledge) -> bool:
    """Whether a quotation is neither speech, a figure of speech, an event's title nor one end of a change."""
    if (
        quote[1][-1] in _MARKS
        or knowledge.never.search(quote[1])
        or knowledge.event_behind.match(text, quote.end())
    ):
        return False
    return not _CHANGE.search(text, max(0, quote.start() - _CHANGE_REACH), quote.start())


def _is_introduced(text: str, quote: int, knowledge: NameKnowledge) -> bool:
    """Whether a word that introduces names stands before."""
    return bool(knowledge.intro_before.search(text, max(0, quote - _INTRO_REACH), quote))


def _acts(text: str, quote: re.Match[str], knowledge: NameKnowledge) -> bool:
    """Whether a quotation opens its clause and what follows tells what it is or does: “租客圆桌”每月一回."""
    opens = not quote.start() or text[quote.start() - 1] in _OPENS
    return opens and len(quote[1]) > 2 and bool(knowledge.acts_behind.match(text, quote.end()))


def _titled(text: str) -> Iterator[SchemeName]:
    return (SchemeName(match.start(), match.end(), match[1]) for match in _TITLED.finditer(text))


def _formulas(text: str, knowledge: NameKnowledge) -> Iterator[SchemeName]:
    for match in _FORMULA.finditer(text):
        behind = knowledge.head_behind.match(text, match.end())
        yield SchemeName(match.start(), match.end(), match[0] + (behind[0] if behind else ""))


def _bare(text: str, knowledge: NameKnowledge) -> Iterator[SchemeName]:
    for head in knowledge.bare_head.finditer(text):
        before = knowledge.bare_before.search(text, max(0, head.start() - _LONGEST_BARE), head.start())
        name = text[before.start(1) : head.end()] if before else ""
        if before and not knowledge.never.search(name):
            yield SchemeName(before.start(1), head.end(), name)
