"""Number expressions in Chinese text: Arabic, Chinese, formal and mixed, with their values.

Pure language: it knows of units (see `quantities`) only which count by the dozen, and nothing of what is worth counting.
Values follow general reading: 一万二 is 12,000, 三百五 is 350, 二〇二四 is 2024, 七八 is seven to eight.
"""

from __future__ import annotations

import re
from decimal import Decimal

from helpers.knowledge.numbers import NumberKnowledge
from helpers.model import Bound, Numeral
from helpers.number_ranges import with_ranges
from helpers.number_values import DIGITS, LETTERS, MAGNITUDES, composed, number, scaled, spread
from helpers.spelling import closed_up, plain, shipped

_ONES = "一二三四五六七八九"
_CN = f"零〇{_ONES}两十百千万亿廿卅卌"
# A final 两 is the weight (三十两); behind 千 these make a unit of it (12千米, but 五千米 is 5,000 of them); 兆 counts before 亿, 万 and money.
_KILO = "(?:[米克瓦卡帕赫伏]|字节|比特)"
_TERA = f"兆(?=[零{_ONES}两十百千\\d]+[亿万]|[元美日港台])"
_TWO = rf"(?:(?<![{_CN}\d])两|(?<=(?<![{_CN}])一)两|两(?=[十百千万亿三]))"
_DIGIT = rf"(?:[零〇{_ONES}十百万亿廿卅卌]|千(?!{_KILO})|(?<![十百千万点].)(?<=[{_ONES}两])千(?=米)|{_TWO}|俩(?=[十百千万亿])|(?<=[{_CN}]){_TERA}|幺(?=[幺零〇{_ONES}])|(?<=[幺零〇{_ONES}])幺)"
_PLAIN_CN = f"[{_CN}]+"
_ABOVE = rf"(?:(?!千{_KILO})[{_CN}])+"
# No point where more points follow (1.2.3) or where it closes an item's number (1.2024年).
_POINT = r"\.(?!(?:19|20)\d\d年)\d++(?!\.\d)"
_ARABIC = rf"(?:(?:\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d++)(?:{_POINT})?+|(?<![\w.])\.\d++)"
_TENFOLD = r"[×xX*]10(?:\^[+-]?\d{1,3}|[⁻⁰¹²³⁴-⁹]{1,3})"
_POWER = rf"(?:[eE][+-]?\d{{1,3}}(?![\dA-Za-z])|\^[+-]?\d{{1,3}}|{_TENFOLD})"
# 20k, 3.5w; but 4K is a picture's size and 60W a lamp's power.
_LETTER = r"(?:(?<!(?<!\d)[248])[kK]|[kK](?=\s?[~—～至到-]\s?\d+[kK])|w|W(?=\+|[人次元]))(?![A-Za-z\d²³])"
_MORE = "(?:[余多来几](?:个(?=亿))?|个(?=亿(?!万)))"
_MINUS = rf"(?:(?:(?<![正胜])负|零下)(?=[\d.{_CN}])|(?<![\w.)）%％℃一-鿿-])[-−]|(?<=[一-鿿])[-−](?=[\d.]+\s?[度℃°]))"
# 一个月零三天: behind a unit 零 only joins.
_JOINING = re.compile(f"(?<=[年月天岁时钟周])零(?=[{_ONES}两十](?!年))")
_PART = re.compile(r"(\d+(?:\.\d+)?)([十百千万亿兆]*)")
_VALUE = re.compile(rf"{_ARABIC}{_POWER}?")
_FIGURE = re.compile(
    r"(?:(?P<factor>[\d.]+)[×xX*])?(?P<base>[\d.]+(?:[eE][+-]?\d+)?)(?:\^(?P<power>[+-]?\d+)|(?P<raised>[⁻⁰¹²³⁴-⁹]+))?"
)
_NUMERAL = re.compile(
    rf"""
    (?P<percent>负?[百千万]分(?:之(?P<percent_of>负?(?:{_ARABIC}(?P<percent_times>\s?[kKwWM](?![A-Za-z\d]))?|(?:{_PLAIN_CN})?点[零〇{_ONES}]+|{_PLAIN_CN}))
      |(?<=百分)百(?![一-鿿]?[分家])))
  | (?P<fraction>(?P<minus>负)?(?:(?P<whole>{_ARABIC}|{_PLAIN_CN})又)?(?P<below>{_ARABIC}|{_PLAIN_CN})分之(?P<minus_above>负)?(?P<above>{_ARABIC}|{_ABOVE}))
  | (?P<tenths>(?P<tenth>[{_ONES}两]{{2}}(?=成)|[{_ONES}两十](?:点[{_ONES}])?|半|10|\d(?:\.\d)?)成(?P<hundredth>半|零?[{_ONES}])?)
      (?![立为员果功本长绩交都品熟套人语因份群])
  | (?P<discount>(?P<off>[{_ONES}两]点[{_ONES}]|(?<=打)对|(?<=打[个了])对|半|[{_ONES}两]{{1,2}}|\d{{1,2}}(?:\.\d)?)折)(?![腾叠射扣返磨断线页纸])
  | (?P<half>过半数?|半数|一半|大半)(?![径百年天月个])
  | (?P<fold>翻了?(?P<folds>[一两二三四五六七八九\d]+)?番)(?!茄)
  | (?P<slash>{_MINUS}?(?<![\d/.])(?:(?P<ones>\d{{1,3}})\s)?(?P<over>\d{{1,2}})/(?P<under>\d{{1,3}})(?![\d/]))
  | (?P<alone>\A\s*{_MINUS}?{_ARABIC}\s?[MG](?=\s*\Z))
  | (?P<arabic>{_MINUS}?(?:(?<!\d\.){_ARABIC}|\d++){_POWER}?(?:\s(?={_MORE}?[十百千万亿]))?(?:(?P<arabic_more>{_MORE})(?=[十百千万亿]))?
      (?P<magnitude>{_LETTER}|(?:[十百万亿]|千(?!{_KILO})|{_TERA}){{0,3}})(?P<arabic_rest>(?:(?<=[兆亿万千百])\d+(?:\.\d+)?(?:[十百千]?[万亿]|千(?!{_KILO})|[百十]))*)
      (?:(?<=[百千])(?P<late_more>{_MORE})(?P<late>[万亿]{{1,2}})|(?P<arabic_tail>(?<=[亿万千百])[1-9](?![\d.,:/~-]|\s?[亿万千百十至到])|(?<=万)\d{{4}}(?![\d.,:/~-]|\s?[亿万千百十至到年])))?)
  | (?P<bare>(?:(?<=[近超逾约上破])|(?<=超过)|(?<=将近)|(?=[百千万]\s?[余多]\s?(?!功))|(?=[百千万]把[个块人户名斤里]))[百千万亿]{{1,2}}|百十(?=[来多余]?[个块人户名家斤里])|半百|百儿八十|千儿八百|万儿八千)(?![{_ONES}])
  | (?P<chinese>(?:(?:(?<![正胜])负|零下)(?=[{_CN}]))?(?<![几数]){_DIGIT}+(?:(?<=十)有[{_ONES}](?![一-鿿])|点[零〇{_ONES}]+(?![十百千点]|分(?!钟)|刻)(?:[万亿])?)?
      (?:(?P<chinese_more>{_MORE})(?P<chinese_rest>[十百千万亿]+))?|[俩仨]|(?<![一-鿿\d])点[零〇{_ONES}]+(?![一-鿿]))
  | (?P<part>半)(?=\s?(?:年|天|日|月|个|小时|吨|公里|里|斤|亩|公斤|米|数|辈子|学期|价))
    """,
    re.VERBOSE,
)
# What a numeral can begin with: a quick look before the long one.
_BEGINS = re.compile(rf"[\d{_CN}半过大翻负对点−\-俩仨幺.]")
_RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def find_numerals(text: str, knowledge: NumberKnowledge | None = None) -> list[Numeral]:
    """Every number expression in `text`, in order, not overlapping; `text[start:end]` is the expression.

    A share (百分之八, 三成, 三分之一, 五折, 一半) has its value in per cent only in `find_quantities`; here it is the
    plain number: 百分之八 is 0.08 (while the sign of 8% is a unit and stays outside). A range (3至5) and a spread (七八) have `high`. `bound` tells of 余, 多, 来 …
    inside the expression. Dozens and pairs are counted by the piece: 两打 is 24. Works on raw text: full-width digits,
    traditional and formal numerals included.

    Whatever a number is for, it is given: of an ordinal its numeral (三 in 第三), of a date its year, month and day, of a
    telephone number each unbroken row of its figures (021-654321: 21 and 654321, no range). Words around (第, 约, 近,
    以上) and units stay outside. Left out are numerals in words (一起, 四川), vague ones (几十, 一大半) and addresses of
    pages.
    """
    knowledge = knowledge or shipped()
    ready, at = closed_up(plain(text, knowledge))
    found = (_in_pieces(ready, numeral, knowledge) for numeral, _ in read_numerals(ready, knowledge))
    return [n._replace(start=at[_begin(ready, n)], end=at[n.end - 1] + 1) for n in found]


def _begin(text: str, numeral: Numeral) -> int:
    return numeral.start + (1 if _JOINING.match(text, numeral.start, numeral.end) else 0)


def _in_pieces(text: str, numeral: Numeral, knowledge: NumberKnowledge) -> Numeral:
    """两打 are 24: dozens and pairs are counted by the piece."""
    unit = knowledge.unit.match(text, numeral.end)
    pieces = knowledge.units[unit.group()].pieces if unit else 1
    if unit is None or pieces == 1:
        return numeral
    high = None if numeral.high is None else numeral.high * pieces
    return numeral._replace(end=unit.end(), value=numeral.value * pieces, high=high)


def read_numerals(text: str, knowledge: NumberKnowledge) -> list[tuple[Numeral, str]]:
    """The numerals of an already `plain` text, each with its form (the grammar's branch, or mixed: 3又1/2)."""
    words = knowledge.words.finditer(text)
    word = next(words, None)
    found: list[tuple[Numeral, str]] = []
    at = 0
    while begin := _BEGINS.search(text, at):
        start = begin.start()
        while word and word.end() <= start:
            word = next(words, None)
        if word and word.start() <= start:
            at = word.end()
            continue
        match = _NUMERAL.match(text, start)
        if match is None:
            at = start + 1
            continue
        numeral = _read(match)
        at = match.end()
        if numeral is None:
            continue
        found.append((numeral, "mixed" if match["whole"] or match["ones"] else str(match.lastgroup)))
    return with_ranges(text, found)


def _read(match: re.Match[str]) -> Numeral | None:
    value, high, bound = _READERS[str(match.lastgroup)](match)
    return None if value is None else Numeral(match.start(), match.end(), value, high, bound)


Reading = tuple[Decimal | None, Decimal | None, Bound]


def _percent(match: re.Match[str]) -> Reading:
    written = match["percent"].lstrip("负")
    base = MAGNITUDES[written[0]] * (-1 if written != match["percent"] else 1)
    times = match["percent_times"] or ""
    digits = (match["percent_of"] or "百").removesuffix(times)
    if digits[0] == "负":
        base, digits = -base, digits[1:]
    ends = spread(digits)
    if ends:
        return ends[0] / base, ends[1] / base, "exact"
    value = number(digits)
    return (None if value is None else value * LETTERS.get(times.strip(), 1) / base), None, "exact"


def _fraction(match: re.Match[str]) -> Reading:
    above, below, whole = (number(match[name] or "") for name in ("above", "below", "whole"))
    if above is None or not below:
        return None, None, "exact"
    value = (whole or Decimal(0)) + above / below
    return (-value if bool(match["minus"]) != bool(match["minus_above"]) else value), None, "exact"


def _tenths(match: re.Match[str]) -> Reading:
    if ends := spread(match["tenth"]):
        return ends[0] / 10, ends[1] / 10, "exact"
    tenth = Decimal("0.5") if match["tenth"] == "半" else number(match["tenth"])
    written = match["hundredth"] or "零"
    rest = (
        Decimal("0.5")
        if written == "半"
        else Decimal(DIGITS[written[-1]]) / (100 if len(written) > 1 else 10)
    )
    return (None if tenth is None else (tenth + rest) / 10), None, "exact"


def _discount(match: re.Match[str]) -> Reading:
    off = match["off"]
    if off in ("对", "半"):
        return Decimal("0.5"), None, "exact"
    if "点" in off:
        return (number(off) or Decimal(0)) / 10, None, "exact"
    digits = Decimal(off) if off[0].isdigit() else Decimal("".join(str(DIGITS[c]) for c in off))
    return digits / (10 if digits < 10 else 100), None, "exact"


def _half(match: re.Match[str]) -> Reading:
    return Decimal("0.5"), None, "at_least" if match["half"][0] in "过大" else "exact"


def _fold(match: re.Match[str]) -> Reading:
    return number(match["folds"] or "一"), None, "exact"


def _slash(match: re.Match[str]) -> Reading:
    over, under = Decimal(match["over"]), Decimal(match["under"])
    if not under:
        return None, None, "exact"
    value = Decimal(match["ones"] or 0) + over / under
    return (value if match["slash"][0].isdigit() else -value), None, "exact"


def _bound_of(more: str | None) -> Bound:
    return "exact" if not more or more == "个" else "approx" if more[0] == "来" else "at_least"


def _arabic(match: re.Match[str]) -> Reading:
    if match["arabic"].isdecimal():  # most are
        return Decimal(match["arabic"]), None, "exact"
    digits = _VALUE.search(match["arabic"])
    assert digits is not None
    if match["magnitude"] in LETTERS:
        value = _powered(digits[0]) * LETTERS[match["magnitude"]]
    else:
        rest = [(Decimal(amount), magnitudes) for amount, magnitudes in _PART.findall(match["arabic_rest"])]
        value = composed([(_powered(digits[0]), match["magnitude"]), *rest])
    if tail := match["arabic_tail"]:
        last = MAGNITUDES[match.string[match.start("arabic_tail") - 1]]
        value += Decimal(tail) * last / 10 if len(tail) == 1 else Decimal(tail)
    value *= scaled(match["late"] or "")
    negative = match["arabic"][0] in "-−负零"
    return (-value if negative else value), None, _bound_of(match["arabic_more"] or match["late_more"])


def _alone(match: re.Match[str]) -> Reading:
    """1.5M is a million and a half where nothing else is written; beside words it is a measure of data."""
    value = Decimal(match["alone"][:-1].strip(" -−负").replace(",", "")) * LETTERS[match["alone"][-1]]
    return (-value if match["alone"].strip()[0] in "-−负" else value), None, "exact"


def _powered(written: str) -> Decimal:
    """2e5, 2^5, 3×10^4 and 3×10⁴ with their powers, any other figure as it stands."""
    figure = _FIGURE.fullmatch(written.replace(",", ""))
    assert figure is not None
    factor, base = Decimal(figure["factor"] or 1), Decimal(figure["base"])
    power = figure["power"] or (figure["raised"] or "").translate(_RAISED)
    return factor * (base ** int(power) if power and base else base)


# 半百 is fifty, 百十 a hundred or so, 千儿八百 eight hundred to a thousand.
_ROUND: dict[str, Reading] = {
    "半百": (Decimal(50), None, "exact"),
    "百十": (Decimal(100), None, "approx"),
    "百儿八十": (Decimal(80), Decimal(100), "approx"),
    "千儿八百": (Decimal(800), Decimal(1000), "approx"),
    "万儿八千": (Decimal(8000), Decimal(10000), "approx"),
}


def _bare(match: re.Match[str]) -> Reading:
    if match["bare"] in _ROUND:
        return _ROUND[match["bare"]]
    before, behind = (
        match.string[match.start() - 1 : match.start()],
        match.string[match.end() : match.end() + 1],
    )
    bound: Bound = "at_least" if before == "上" else "approx" if behind == "把" else "exact"
    return Decimal(scaled(match["bare"])), None, bound


def _chinese_reading(match: re.Match[str]) -> Reading:
    written = match["chinese"]
    body = written.removeprefix("负").removeprefix("零下")
    sign = -1 if body != written else 1
    body = body.replace("有", "")  # 七十有六
    more = match["chinese_more"]
    if more:
        body, rest = body.split(more, 1)
        sign *= scaled(rest)
    if not body.strip("万亿"):
        return None, None, "exact"  # 万 and 亿 alone are names, or count only behind 近, 上 … (see bare)
    if ends := spread(body):
        return ends[0] * sign, ends[1] * sign, _bound_of(more)
    value = number(body)
    return (None if value is None else sign * value), None, _bound_of(more)


def _part(match: re.Match[str]) -> Reading:
    return Decimal("0.5"), None, "exact"


_READERS = {
    "percent": _percent,
    "fraction": _fraction,
    "tenths": _tenths,
    "discount": _discount,
    "half": _half,
    "fold": _fold,
    "slash": _slash,
    "alone": _alone,
    "arabic": _arabic,
    "bare": _bare,
    "chinese": _chinese_reading,
    "part": _part,
}
