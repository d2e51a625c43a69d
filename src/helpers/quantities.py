"""Numbers with their units in Chinese text: value, range, bound, unit and what the unit counts.

Pure language: whether a quantity is worth coding is decided later. Dates, clock times, ordinals and ages are
found too, and named so by `Quantity.kind`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from decimal import Decimal

from helpers.coins import LENGTHS, with_coins, with_tail
from helpers.knowledge.numbers import NumberKnowledge, ReadingRow
from helpers.model import Bound, Numeral, Quantity
from helpers.numerals import read_numerals
from helpers.spelling import closed_up, plain, shipped
from helpers.units import unit_at

_SHARES = ("percent", "fraction", "tenths", "half", "slash", "discount")
_MORE = re.compile(r"\s?([余多来几+]|(?<=[百千万])把(?=[个块人户名斤里]))(?!功|为|样|元化|少|数|种|次元)")
_PIECES_MORE = re.compile(r"个([多余来])(月|小时|钟头|星期|学期|百分点|工作日)")
_PERIOD = re.compile(r"每个?(?:天|日|周|星期|月|年|季度|学期|晚|半年|半月)$")
_HALF_UNIT = re.compile(
    r"\s?(?:个半(?=月|小时|钟(?!点)|分钟|星期|学期|工作日)|(?=(?:[年天倍里斤亩周吨米车桶袋筐箱碗瓶岁尺两]|公里|小时|公斤|钟头|公顷)半(?![年月天价夜路])))"
)
_MEASURES = frozenset({"length", "area", "volume", "mass"})
_OLD = re.compile(r"大(?=$|[^一-鿿]|[的了时小婴孩宝])")  # 十个月大
_DATE = re.compile(
    r"[12一二](?:(?:(?<=1)9|(?<=2)0)\d\d(?=\s?年(?!多|余|间)|[-/.]\d{1,2}[-/.]\d{1,2})|(?<=[一二])[零〇九][零〇一二三四五六七八九]{2}(?=\s?年))"
)
_CLOCK = re.compile(r"\d\d?[:：]\d{2}(?:[:：]\d{2})?")
_ORDINAL = re.compile(r"(?:第|首|农历|No\.?|[A-Za-z])\s?$")
# Things by an abbreviation of several letters are counted (AED12台); one letter numbers them (A3栋).
_ABBREVIATION = re.compile("[A-Z]{2}$")
_PIECES = frozenset({"object", "generic", "people"})
_TURN = re.compile(r"(?:(?<!碰)头|[末上下首])[^一-鿿]?$")  # 头一轮, 末一轮
_DURATION = re.compile(r"\s?(?:内|以内|之内|左右|以上|后|里|期限|无理由)")
_RANGE = re.compile(r"\s?(?:--?|[–—－~～至到]|——)\s?")
_HALF = Decimal("0.5")


def find_quantities(text: str, knowledge: NumberKnowledge | None = None) -> list[Quantity]:
    """Every number of `text` with its unit, in order, not overlapping; spans are offsets into `text`.

    The quote `text[start:end]` covers the approximator or threshold word (近, 超过 … 以上), unit and bracketed unit.
    Shares (65%, 七成, 三分之一, 五折, 过半) have the unit "%". Works on raw text too: full-width digits, spaces
    inside, traditional characters.
    """
    knowledge = knowledge or shipped()
    ready, at = closed_up(plain(text, knowledge))
    clocks = {match.start(): match.end() for match in _CLOCK.finditer(ready)}
    dates = {match.start() for match in _DATE.finditer(ready)}
    found: list[Quantity] = []
    for numeral, form in read_numerals(ready, knowledge):
        if found and numeral.start < found[-1].end:
            continue
        if clock := clocks.get(numeral.start):
            found.append(_plain_quantity(numeral, clock, "clock"))
            continue
        quantity = _quantity(ready, numeral, form, _is_date(numeral, dates), knowledge)
        if found and quantity.start < found[-1].end:  # words between two numbers belong to the first
            quantity = quantity._replace(start=found[-1].end)
        found.append(quantity)
    joined = _with_ranges(ready, _with_shared_points(ready, found))
    return joined if len(ready) == len(text) else [_moved(quantity, at) for quantity in joined]


def _is_date(numeral: Numeral, dates: Set[int]) -> bool:
    """Whether it is a year; of two years (2023至2024年) only the latter stands before its 年."""
    return numeral.start in dates or (
        numeral.high is not None and any(numeral.start < date < numeral.end for date in dates)
    )


def _moved(quantity: Quantity, at: Sequence[int]) -> Quantity:
    """The quantity with its spans in the text as it was before its numerals were closed up."""
    return quantity._replace(
        start=at[quantity.start],
        end=at[quantity.end - 1] + 1,
        number_start=at[quantity.number_start],
        number_end=at[quantity.number_end - 1] + 1,
    )


def _plain_quantity(numeral: Numeral, end: int, kind: str) -> Quantity:
    return Quantity(
        numeral.start, end, numeral.value, None, "exact", "", numeral.start, numeral.end, kind=kind
    )


def _quantity(text: str, numeral: Numeral, form: str, is_date: bool, knowledge: NumberKnowledge) -> Quantity:
    value, high, unit, kind, end, bound = _measured(text, numeral, form, knowledge)
    start = numeral.start
    if unit in ("", "元") and (symbol := knowledge.symbol_before(text, start, bare=not unit)):
        currency = knowledge.units[symbol.group().strip()]
        start, unit, kind = symbol.start(), currency.unit, currency.kind
    elif reading := _reading(text, numeral, unit, end, knowledge):
        row, start = reading
        unit, kind = row.unit, row.kind
    if unit and (kind == "money" or unit == "块"):
        value, counted, end = with_coins(text, value, unit, end, knowledge)
        unit, kind = counted, "money" if counted != unit else kind
    if unit in LENGTHS:
        value, end = with_tail(text, value, end, knowledge)
    if kind == "time" and (old := _OLD.match(text, end)):
        end, kind = old.end(), "age"
    kind = _kind(text, numeral, unit, kind, end, is_date)
    if kind in ("date", "clock", "ordinal"):
        return Quantity(start, end, value, high, bound, unit, numeral.start, numeral.end, kind=kind)
    start, end, bound = _bounded(text, start, end, bound, kind, knowledge)
    start, period = _period(text, start, kind)
    return Quantity(start, end, value, high, bound, unit, numeral.start, numeral.end, period, kind)


def _reading(
    text: str, numeral: Numeral, unit: str, end: int, knowledge: NumberKnowledge
) -> tuple[ReadingRow, int] | None:
    """What the words around make of the unit (收五块 is an amount of money), and where the quote then starts."""
    for row in knowledge.readings.get(unit, ()):
        before = row.before.search(text, max(0, numeral.start - 12), numeral.start)
        if before and row.numeral.search(text, numeral.start, numeral.end) and row.behind.match(text, end):
            return row, before.start() if row.quoted else numeral.start
    return None


Measured = tuple[Decimal, Decimal | None, str, str, int, Bound]


def _measured(text: str, numeral: Numeral, form: str, knowledge: NumberKnowledge) -> Measured:
    """Value in its unit, unit, kind of unit, end of the unit and bound, without the words around."""
    value, high, bound, end = numeral.value, numeral.high, numeral.bound, numeral.end
    if share := _part_of_unit(text, numeral, form, knowledge) or _share(text, numeral, form):
        return share
    if pieces := _PIECES_MORE.match(text, end):  # 三个多月
        row = knowledge.units["个" + pieces[2]]
        return value, high, row.unit, row.kind, pieces.end(), "approx" if pieces[1] == "来" else "at_least"
    if more := _MORE.match(text, end):
        end, bound = more.end(), "approx" if more[1] in "来把" else "at_least"
        if text[end : end + 1] in ("万", "亿"):
            scale = Decimal(10**4 if text[end] == "万" else 10**8)
            value, high, end = value * scale, high and high * scale, end + 1
    half = _HALF_UNIT.match(text, end) if value == value.to_integral_value() else None
    if half:
        value += Decimal("0.5")
        end = half.end() if half.group().strip() else end
    unit, kind, unit_end = unit_at(text, end, knowledge, half is not None and bool(half.group().strip()))
    if half and unit_end > end and not half.group().strip():
        unit_end += 1
    if not unit:
        unit_end = end
    if unit == "‰":
        value, high, unit = value / 10, high and high / 10, "%"
    return value, high, unit, kind, unit_end, bound


def _part_of_unit(text: str, numeral: Numeral, form: str, knowledge: NumberKnowledge) -> Measured | None:
    """四分之三公顷 and 3/4ha are that much of a hectare; None for a fraction of anything else, which is a share."""
    if form not in ("fraction", "slash"):
        return None
    unit, kind, end = unit_at(text, numeral.end, knowledge, False)
    if kind not in _MEASURES:
        return None
    return numeral.value, numeral.high, unit, kind, end, numeral.bound


def _share(text: str, numeral: Numeral, form: str) -> Measured | None:
    """百分之八, 三成, 三分之一, 五折 in per cent, 翻两番 in doublings; None for any other number."""
    value, bound, end = numeral.value, numeral.bound, numeral.end
    if form in _SHARES:
        if form == "percent" and text.startswith("百分点", end):
            end += 3
        if form == "percent" and text.startswith("几", end):
            end, bound = end + 1, "at_least"
        high = numeral.high and _per_cent(numeral.high)
        return _per_cent(value), high, "%", "rate", end, bound
    if form == "fold":
        return value, None, "番", "rate", end, bound
    return None


def _per_cent(share: Decimal) -> Decimal:
    """In per cent: to two decimals if it has no end (66.67), whole if it has (0.125, 0.0001)."""
    exact = share * 100
    return (exact if exact == round(exact, 6) else round(exact, 2)).normalize() + 0


def _kind(text: str, numeral: Numeral, unit: str, kind: str, end: int, is_date: bool) -> str:
    """The unit's kind, unless the words around make it a date, an ordinal or a length of time."""
    before = text[max(0, numeral.start - 4) : numeral.start]
    if numeral.end - numeral.start == 1 and text[numeral.start] == "一" and _TURN.search(before):
        return "ordinal"
    if is_date or (unit == "年" and numeral.value == _HALF and before[-1:] in ("上", "下")):
        return "date"
    if _ORDINAL.search(before) and not (kind in _PIECES and _ABBREVIATION.search(before)):
        return "ordinal"
    if (
        unit == "年"
        and numeral.value < 100
        and numeral.end - numeral.start == 2
        and text[end : end + 1] in ("底", "初", "代", "度")
    ):
        return "date"
    if unit == "日" and _DURATION.match(text, end):
        return "time"
    if unit == "分" and re.search(r"[时点]\s?$", before):
        return "clock"
    return kind


def _bounded(
    text: str, start: int, end: int, bound: Bound, kind: str, knowledge: NumberKnowledge
) -> tuple[int, int, Bound]:
    """The quote with its approximator before and its threshold word behind, and the bound they state.

    A currency may stand between (不超过人民币300元).
    """
    if after := knowledge.after.match(text, end):
        end, bound = after.end(), knowledge.bounds[after[1]]
    named = knowledge.currencies.search(text, max(0, start - 5), start) if kind == "money" else None
    edge = named.start() if named else start
    if before := knowledge.before.search(text, max(0, edge - 6), edge):
        start, stated = before.start(), knowledge.bounds[before.group().strip()]
        bound = bound if bound != "exact" and stated == "approx" else stated
    return start, end, bound


def _period(text: str, start: int, kind: str) -> tuple[int, str]:
    """A frequency's period that touches the number belongs to the quote: 每月一次."""
    if kind != "event":
        return start, ""
    match = _PERIOD.search(text, max(0, start - 5), start)
    return (match.start(), match.group()[1:].lstrip("个")) if match else (start, "")


def _with_shared_points(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """In 12.4个和9.8个百分点 both numbers are percentage points."""
    shared = list(found)
    for i in range(len(shared) - 2, -1, -1):
        first, second = shared[i], shared[i + 1]
        between = text[first.end : second.start]
        if first.unit == "个" and second.unit == "个百分点" and between in ("和", "、", "与", "及", "，"):
            shared[i] = first._replace(unit=second.unit, kind=second.kind)
    return shared


def _with_ranges(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """0.6元至1.5元 and 从5%到10%不等 are one range; 从9件到1件 is a change and stays two."""
    joined: list[Quantity] = []
    for quantity in found:
        last = joined[-1] if joined else None
        if last and _is_range(text, last, quantity):
            joined[-1] = last._replace(end=quantity.end, value_high=quantity.value, bound=quantity.bound)
        else:
            joined.append(quantity)
    return joined


def _is_range(text: str, low: Quantity, high: Quantity) -> bool:
    if low.unit != high.unit or not low.unit or low.value_high is not None or low.value >= high.value:
        return False
    if low.kind in ("date", "clock", "ordinal") or low.bound != "exact":
        return False
    between = text[low.end : high.start]
    if between in ("和", "与", "及"):
        return text.startswith("之间", high.end)
    if not _RANGE.fullmatch(between):
        return False
    if text.startswith(("不等", "之间"), high.end):
        return True
    return not re.search(r"[从由自]", text[max(0, low.start - 8) : low.start])
