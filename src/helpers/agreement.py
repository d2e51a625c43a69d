"""When two records say the same: the tolerances of the evaluation, field by field."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

Record = Mapping[str, Any]
# Two ways to write one unit; rooms are counted as 套 or 间 without difference in meaning.
_SAME_UNIT = {
    "百分点": "个百分点",
    "平米": "平方米",
    "㎡": "平方米",
    "公里²": "平方公里",
    "元人民币": "元",
    "％": "%",
    "个小时": "小时",
    "间": "套",
    "套间": "套",
    "余": "",
}
_PLACE_TAIL = re.compile(r"(居民区|居委会|居委|社区|小区|党总支|党支部|村委会|村)$")
_PUNCTUATION = re.compile(r"[\s“”\"'‘’《》()（）·,，、。:：\-—]")


def plain(value: object) -> str:
    """Without spaces and punctuation; "" for None."""
    return _PUNCTUATION.sub("", str(value)) if value else ""


def bare_place(name: object) -> str:
    """A place's name without its last generic words (居民区, 社区, 党总支 …)."""
    bare = plain(name)
    for _ in range(2):
        shorter = _PLACE_TAIL.sub("", bare)
        if len(shorter) >= 2:
            bare = shorter
    return bare


def contains(a: str, b: str) -> bool:
    """Whether one of two names of two or more characters stands in the other."""
    return min(len(a), len(b)) >= 2 and (a in b or b in a)


def same_name(a: tuple[str, str], b: tuple[str, str]) -> bool:
    """Whether two (document, scheme name) pairs mean one scheme."""
    return a[0] == b[0] and (a[1] in b[1] or b[1] in a[1])


def _same_number(a: object, b: object) -> bool:
    if a is None or b is None:
        return a is b
    x, y = float(str(a)), float(str(b))
    return not math.isnan(x) and abs(x - y) <= max(0.006 * abs(y), 1e-9)


def _same_value(found: Record, gold: Record) -> bool:
    return all(_same_number(found.get(key), gold.get(key)) for key in ("value", "value_before", "value_high"))


def _unit(value: object) -> str:
    bare = plain(value)
    return _SAME_UNIT.get(bare, bare)


def _bigrams(text: str) -> Counter[str]:
    return Counter(text[i : i + 2] for i in range(len(text) - 1)) or Counter(text)


def _same_indicator(found: object, gold: object) -> bool:
    a, b = plain(found), plain(gold)
    if not a or not b:
        return not a and not b
    if a in b or b in a:
        return True
    x, y = _bigrams(a), _bigrams(b)
    return 2 * (x & y).total() / max(1, x.total() + y.total()) >= 0.5


def _same_place(found: object, gold: object) -> bool:
    if not found or not gold:
        return not found and not gold
    a, b = bare_place(found), bare_place(gold)
    return a == b or contains(a, b)


def same_district(found: object, gold: object) -> bool:
    """Equal, or one is the other's province and city; 上海市 is the same as no district."""
    a, b = (None if plain(value) in ("", "上海市") else plain(value) for value in (found, gold))
    return a == b or bool(a and b and (a.endswith(b) or b.endswith(a)))


def _equal(field: str) -> Callable[[Record, Record], bool]:
    return lambda found, gold: bool(found.get(field) == gold.get(field))


SAME_FIELD: dict[str, Callable[[Record, Record], bool]] = {
    "value": _same_value,
    "unit": lambda found, gold: _unit(found["unit"]) == _unit(gold["unit"]),
    "bound": _equal("bound"),
    "kind": _equal("kind"),
    "direction": _equal("direction"),
    "baseline": _equal("baseline"),
    "role": _equal("role"),
    "indicator": lambda found, gold: _same_indicator(found.get("indicator"), gold.get("indicator")),
    "community": lambda found, gold: _same_place(found.get("community"), gold.get("community")),
    "district": lambda found, gold: same_district(found.get("district"), gold.get("district")),
}
