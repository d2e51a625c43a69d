"""A number in its clause: what stands before it, behind it and ahead of it in its sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from helpers.clauses import Span, Spans
from helpers.knowledge.rules import Rule, Rules
from helpers.model import Direction, Kind, Quantity, Text

_CHINESE = frozenset("零〇一二两三四五六七八九十百千万亿几")
# Alone, these are parts of names and idioms far more often than figures: 陆家嘴, 畸零角落.
_LONE = frozenset("零〇壹贰叁肆伍陆柒捌玖拾")
# A short quotation without punctuation names something, unless somebody says it.
_NAME = re.compile(
    r"[“‘「『](?<![：:说道].)(?:(?<=“)[^“”，。！？；：\n]{1,14}”|(?<=‘)[^‘’，。！？；：\n]{1,14}’|(?<=[「『])[^」』，。！？；：\n]{1,14}[」』])(?![，,]?[一-鿿]{0,3}[说道])"
)
_TITLE = re.compile(r"《[^《》\n]{1,60}》")
_SHARED = frozenset({"、", "和", "与", "及"})
_PERSONS = frozenset({"people", "household"})
_OPENING = re.compile(r"[（(【\[—]")
# Signs that set items of a post or list apart; arrows are not among them.
_MARK = "｜|§●■◆▲►◎☆★※\u2600-\u2793\U0001f300-\U0001faff"
_MARKS = re.compile(f"[{_MARK}]")
_DASHES = re.compile(r"—+")
_CLOSING = re.compile(r"[）)】\]—]")
# What a section is about: 【下月安排】, 二、目标, 📌 下一站, or a short line by itself.
_HEADING = re.compile(
    rf"(?:^|\n)[ \t\u3000]*(?:[【\[]([^】\]\n]{{2,14}})[】\]]|[▍▌≡{_MARK}]+\ufe0f?\s*([^\n，。：:！？]{{2,16}})"
    r"|(?:[一二三四五六七八九十]+[、．.]|（[一二三四五六七八九十]+）)\s*([^\n。，：:；]{2,20})|([^\n，。！？；：:]{2,20})(?=\n))"
)
_BRACKET = re.compile(rf"[（(【\[）)】\]—{_MARK}]")


class Statement(NamedTuple):
    """A quantity and the words around it.

    `start:end` is the quote and `clause` and `sentence` are spans, all in the article's text. `head` is the clause
    before the number (an approximator included), `tail` the clause behind the quote, `ahead` the sentence
    before the clause. `near` and `far` are the parts of head (without the approximator) and tail up to the
    neighbouring counted numbers. A pair has `value_before`, `direction` and the words between its numbers (`link`);
    `kind` and `indicator` are filled in when known. `under` is the heading of its section, "" before the first.
    """

    quantity: Quantity
    start: int
    end: int
    clause: Span
    sentence: Span
    quote: str
    head: str
    tail: str
    ahead: str
    near: str
    far: str
    forms: frozenset[str]
    quoted: str | None
    under: str = ""
    value_before: Decimal | None = None
    direction: Direction | None = None
    link: str = ""
    kind: Kind | None = None
    indicator: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """An article's clauses, sentences and quoted names, split once for all its numbers."""

    text: str
    clauses: Spans
    sentences: Spans
    quotes: tuple[tuple[int, int, str], ...]
    headings: tuple[tuple[int, str], ...]

    def statement(self, quantity: Quantity) -> Statement:
        """The statement of one quantity, whose neighbours are not known yet."""
        clause = self.clauses[self.clauses.at(quantity.number_start)]
        begin, until = _inside_brackets(self.text, clause, quantity)
        sentence = self.sentences[self.sentences.at(quantity.number_start)]
        return Statement(
            quantity,
            quantity.start,
            quantity.end,
            (begin, until),
            sentence,
            quote=self.text[quantity.start : quantity.end],
            head=self.text[begin : quantity.number_start],
            tail=self.text[quantity.end : until],
            ahead=self.text[sentence[0] : begin],
            near=self.text[begin : quantity.start],
            far=self.text[quantity.end : until],
            forms=_forms(self.text[quantity.number_start : quantity.number_end], quantity),
            quoted=self._quoted(quantity),
            under=self._under(quantity.start),
        )

    def _under(self, offset: int) -> str:
        at = bisect_right(self.headings, (offset, "")) - 1
        return self.headings[at][1] if at >= 0 else ""

    def _quoted(self, quantity: Quantity) -> str | None:
        at = bisect_right(self.quotes, (quantity.number_start, len(self.text), "")) - 1
        if at >= 0 and quantity.number_end <= self.quotes[at][1]:
            return self.quotes[at][2]
        return None


def lay_out(whole: Text) -> Layout:
    """The text with its clauses, sentences, headings and the quotations that name something."""
    text = whole.text
    quotes = [(*match.span(), "name") for match in _NAME.finditer(text)]
    quotes += [(*match.span(), "title") for match in _TITLE.finditer(text)]
    headings = tuple((match.end(), match[match.lastindex or 0]) for match in _HEADING.finditer(text))
    return Layout(text, whole.clauses, whole.sentences, tuple(sorted(quotes)), headings)


def first_rule(rules: Rules, statement: Statement) -> Rule | None:
    """The first rule, in the order of its file, that holds for the statement."""
    for rule in rules.for_unit(statement.quantity.kind, statement.quantity.unit):
        if holds(rule, statement):
            return rule
    return None


def holds(rule: Rule, statement: Statement) -> bool:
    """Whether everything that the rule asks for is so; its units and their kinds are seen to by `Rules.for_unit`."""
    quantity = statement.quantity
    if rule.bounds and quantity.bound not in rule.bounds:
        return False
    if rule.stated and statement.kind not in rule.stated:
        return False
    if rule.numeral and rule.numeral not in statement.forms:
        return False
    if rule.below is not None and quantity.value >= rule.below:
        return False
    if rule.quoted and rule.quoted != statement.quoted:
        return False
    for field, search, wanted in rule.tests:  # noqa: SIM110 (a generator would cost more than the tests)
        if bool(search(getattr(statement, field))) is not wanted:
            return False
    return True


def beside(statements: Sequence[Statement], text: str) -> list[Statement]:
    """The statements with `near` and `far` cut at their neighbours in the clause.

    Persons and households that only a comma of enumeration parts share the noun behind the last: 946户、2500余位居民.
    """
    cut: list[Statement] = []
    for i, statement in reversed(list(enumerate(statements))):
        begin = max([statement.clause[0], *(s.end for s in statements[max(0, i - 1) : i])])
        until = min([statement.clause[1], *(s.start for s in statements[i + 1 : i + 2])])
        far = text[statement.end : until]
        if cut and far.strip() in _SHARED and {statement.quantity.kind, cut[-1].quantity.kind} <= _PERSONS:
            far = cut[-1].far
        cut.append(statement._replace(near=text[begin : statement.start], far=far))
    return cut[::-1]


def _inside_brackets(text: str, clause: Span, quantity: Quantity) -> Span:
    """The clause cut to the brackets, dashes or signs that the quantity stands in or between."""
    if not _BRACKET.search(text, *clause):
        return clause
    begin = max((m.end() for m in _OPENING.finditer(text, clause[0], quantity.start)), default=clause[0])
    closed = max((m.end() for m in _CLOSING.finditer(text, clause[0], quantity.start)), default=clause[0])
    explained = _DASHES.match(text, quantity.end)  # 41次——恳谈会召开次数
    until = _CLOSING.search(text, explained.end() if explained else quantity.end, clause[1])
    mark = _MARKS.search(text, quantity.end, clause[1])
    until = min(filter(None, (until, mark)), key=lambda found: found.start(), default=None)
    marked = max((m.end() for m in _MARKS.finditer(text, clause[0], quantity.start)), default=clause[0])
    return max(clause[0] if closed > begin else begin, marked), (until.start() if until else clause[1])


def _forms(numeral: str, quantity: Quantity) -> frozenset[str]:
    forms = set()
    if numeral and _CHINESE.issuperset(numeral):
        forms.add("chinese")
        if quantity.value_high is not None:
            forms.add("spread")
        if quantity.bound == "exact" and len(numeral) == 1 and numeral in "百千万亿":
            forms.add("round")
        if numeral[0] in "十百千万":
            forms.add("tens")
    if numeral == "一" and quantity.value == 1:  # 一年半 is more
        forms.add("one")
    if numeral in _LONE:
        forms.add("lone")
    if "半" in numeral:
        forms.add("greater" if numeral.startswith("大") else "half")
    return frozenset(forms)
