"""Names that a text coins for a scheme: “花管家”小组, 《天井公约》, “1+2+N”机制, 成立沿街商户联盟."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from helpers.knowledge.mechanisms import NameKnowledge

_QUOTED = re.compile(r"[“「『‘\"]([^“”「」『』‘’\"。！？；\n]{2,20})[”」』’\"]")
_RULES = r"约|[一二三四五六七八九十\d]条|守则|章程|约定|规则|民规"
_TITLED = re.compile(
    rf"《([^《》\n]{{2,20}}(?:{_RULES})|[^《》\n]{{2,12}}(?=》(?:公约|守则|章程|规约|约定)))》"
)
_FORMULA = re.compile(r"\d(?<![\d+]\d)(?:\s?[+＋]\s?(?:\d|[NnXx])(?!\d)){1,5}")
_MARKS = "，,。！!？?…；;"
_SPEECH = re.compile(r"[，,！!？?…：:、]")
_OPENS = "，,。；;！!？?：:\n"
# Two halves that a text introduces (推行“门前三包、门后认领”).
_TWIN = re.compile(r"([一-鿿]+)、([一-鿿]+)")
# A line of command: 街道—社区—楼组.
_COMMAND = re.compile(r"[—-][^—-]{2,}[—-]")
_CHANGE = re.compile(
    r"题[为是]$|[有这那]位$|(?:解决|破解|化解|面对|打破|消除|告别)$|从$|”变成?$|被[^，,。；]{0,6}称[为作]$|从[^，,。；]+[到向][^，,。；“”]{0,3}$|[把将][^，,。；]*”[^，,。；“]*[成为][^，,。；“]{0,6}$"
)
_CHANGES = re.compile(r"从[^，,。；“”]{1,6}$")
_CHANGED = re.compile(r"[^，,。；“]{0,3}[到向变成转为]")
# What joins the names of a list: “板凳会”“晒账日”, “板凳会”和“晒账日”, “板凳会”、管停车的“车管会”.
_JOIN = re.compile(r"(?:[、和与及]|以及)?$|、[一-鿿]{2,8}的$")
# What is counted has a name: 由63名“沟长”分段看护, 分成14个“邻里单元”.
_COUNTED = re.compile(r"[\d一二两三四五六七八九十百]+[余多]?[名个支处家位块台条间座]$")
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
    last = -1
    for match in quotes:
        inner = match[1].strip()
        behind = knowledge.head_behind.match(text, match.end())
        if behind:
            yield SchemeName(match.start(), behind.end(), f"“{inner}”{behind[0]}")
        elif _names(text, match, count[match[1]] > 1, knowledge) or (
            last >= 0 and _JOIN.match(text, last, match.start()) and _is_plain(inner)
        ):
            yield SchemeName(match.start(), match.end(), inner)
        else:
            continue
        last = match.end()


def _names(text: str, quote: re.Match[str], is_repeated: bool, knowledge: NameKnowledge) -> bool:
    """Whether a quotation with no noun behind it is a name by what it is, what introduces it or what it does."""
    inner = quote[1].strip()
    if inner in knowledge.known:
        return True
    before = max(0, quote.start() - _INTRO_REACH)
    if _is_plain(inner) and knowledge.noun_before.search(text, before, quote.start()):
        return True
    is_introduced = bool(
        knowledge.intro_before.search(text, before, quote.start())
        or knowledge.means_behind.match(text, quote.end())
        or _COUNTED.search(text, before, quote.start())
    )
    if not _is_plain(inner):
        return is_introduced and _is_twin(inner)
    ends_in_head = bool(knowledge.head_at_end.search(inner))
    if len(inner) == 2:
        return is_introduced and (
            ends_in_head or is_repeated or _COUNTED.search(text, before, quote.start()) is not None
        )
    if ("的" in inner and not ends_in_head) or _COMMAND.search(inner):
        return False
    return ends_in_head or is_introduced or _acts(text, quote, knowledge)


def _is_plain(inner: str) -> bool:
    """Whether a quotation is more than a character or two and has no mark of speech or of a list in it."""
    return len(inner) > 1 and not _SPEECH.search(inner)


def _is_twin(inner: str) -> bool:
    twin = _TWIN.fullmatch(inner)
    return twin is not None and len(twin[1]) == len(twin[2]) > 2


def _may_name(text: str, quote: re.Match[str], knowledge: NameKnowledge) -> bool:
    """Whether a quotation is neither speech, a figure of speech, an event's title nor one end of a change."""
    if (
        quote[1][-1] in _MARKS
        or knowledge.is_none(quote[1])
        or knowledge.event_behind.match(text, quote.end())
    ):
        return False
    before = max(0, quote.start() - _CHANGE_REACH)
    if _CHANGES.search(text, before, quote.start()) and _CHANGED.match(text, quote.end()):
        return False
    return not _CHANGE.search(text, before, quote.start())


def _acts(text: str, quote: re.Match[str], knowledge: NameKnowledge) -> bool:
    """Whether a quotation opens its clause and what follows tells what it is or does: “租客圆桌”每月一回."""
    opens = not quote.start() or text[quote.start() - 1] in _OPENS
    return opens and len(quote[1]) > 2 and bool(knowledge.acts_behind.match(text, quote.end()))


def _titled(text: str) -> Iterator[SchemeName]:
    return (SchemeName(match.start(), match.end(), match[1]) for match in _TITLED.finditer(text))


def _formulas(text: str, knowledge: NameKnowledge) -> Iterator[SchemeName]:
    if "+" not in text and "＋" not in text:
        return
    for match in _FORMULA.finditer(text):
        behind = knowledge.head_behind.match(text, match.end())
        yield SchemeName(match.start(), match.end(), match[0] + (behind[0] if behind else ""))


def _bare(text: str, knowledge: NameKnowledge) -> Iterator[SchemeName]:
    last = -1
    for head in knowledge.bare_head.finditer(text):
        before = knowledge.bare_before.search(text, max(0, head.start() - _LONGEST_BARE), head.start())
        if not before or knowledge.is_none(text[before.start(1) : head.end()]):
            continue
        start, end = before.start(1), head.end()
        if (
            (last >= 0 and _JOIN.match(text, last, start))
            or knowledge.intro_before.search(text, max(0, start - _INTRO_REACH), start)
            or knowledge.founded_behind.match(text, end)
        ):
            yield SchemeName(start, end, text[start:end])
            last = end
    for called in knowledge.called.finditer(text):
        yield SchemeName(called.start(1), called.end(1), called[1])
