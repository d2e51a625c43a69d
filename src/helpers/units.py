"""The unit behind a number: 平方米, 套(间), 元/平方米·月, 公里每小时."""

from __future__ import annotations

import re

from helpers.knowledge.numbers import NumberKnowledge

_COMPOUND = re.compile(r"\s?(?:/|每(?=(?:小时|秒|平方米|立方米)(?!内)))\s?")
_JOINT = re.compile(r"[·・*/]")
_BELOW = re.compile("月|年|日|天|次")
_RATES = frozenset({"money", "energy", "mass", "volume", "area", "people", "length", "data"})
_SYMBOLS = "¥￥$€£₩"
_BRACKET = re.compile(r"[(（]([^()（）]{1,3})[)）]")


def unit_at(text: str, at: int, knowledge: NumberKnowledge, counted: bool) -> tuple[str, str, int]:
    """The unit that begins at `at` (a space may stand before it): name, kind, end; ("", "", at) if none."""
    begin = at + (1 if text[at : at + 1] in (" ", "　", " ") else 0)
    match = knowledge.unit.match(text, begin)
    if counted and not match:
        match = knowledge.unit.match("个" + text[begin : begin + 4], 0)
        if match and len(match.group()) > 1:
            row = knowledge.units[match.group()]
            return row.unit, row.kind, begin + len(match.group()) - 1
        return "", "", at
    if not match or (match[0][-1] in _SYMBOLS and text[match.end() : match.end() + 1].isdigit()):
        return "", "", at  # in ¥300¥500 the symbol belongs to the next amount
    if counted:
        longer = knowledge.units.get("个" + match.group())
        row = longer or knowledge.units[match.group()]
        return row.unit, row.kind, match.end()
    row = knowledge.units[match.group()]
    unit, kind, end = row.unit, row.kind, match.end()
    if unit == "大":
        return "个", "generic", end
    if (bracket := _BRACKET.match(text, end)) and bracket[1] in knowledge.units:
        return f"{unit}({knowledge.units[bracket[1]].unit})", kind, bracket.end()
    if kind in _RATES and (per := _COMPOUND.match(text, end)):
        return _per(text, unit, kind, end, per, knowledge)
    return unit, kind, end


def _per(
    text: str, unit: str, kind: str, end: int, per: re.Match[str], knowledge: NumberKnowledge
) -> tuple[str, str, int]:
    """元/平方米·月: the units below the stroke, joined as written."""
    below = knowledge.unit.match(text, per.end())
    if not below:
        return unit, kind, end
    name, end = f"{unit}/{knowledge.units[below.group()].unit}", below.end()
    if (joint := _JOINT.match(text, end)) and (second := _BELOW.match(text, joint.end())):
        name, end = f"{name}{'/' if joint.group() == '/' else '·'}{second.group()}", second.end()
    return name, kind, end
