"""Which quantities measure something, by the exclusions of the codebook (section 3, E1–E7)."""

from __future__ import annotations

import re

from helpers.knowledge.metrics import MetricKnowledge
from helpers.model import Quantity

# E1 dates and clock times, E2 ordinals, E5 ages; weather and data sizes measure no community.
NOT_COUNTED = frozenset({"date", "clock", "ordinal", "age", "temperature", "data", ""})
MEASURES = frozenset({"money", "length", "area", "volume", "mass", "energy", "time", "rate"})
_QUOTED = re.compile(r"[“‘「《]([^“”‘’「」《》，。！？；]{1,14})[”’」》]")
_NOUN = re.compile(r"[一-鿿]{0,6}")
_CHINESE = re.compile(r"[一二两三四五六七八九十百]+大?$")


def is_countable(text: str, quantity: Quantity, knowledge: MetricKnowledge) -> bool:
    """Whether the codebook counts this quantity of `text`."""
    if quantity.kind in NOT_COUNTED:
        return False
    if quantity.kind == "time":
        return not _tells_when(text, quantity, knowledge)
    number = text[quantity.number_start : quantity.number_end]
    if quantity.kind in MEASURES:
        return True
    if number == "一" and quantity.bound == "exact":
        return _is_frequency(text, quantity, knowledge)
    if _in_coined_name(text, quantity):
        return False
    return not _counts_abstractions(text, quantity, knowledge)


def _tells_when(text: str, quantity: Quantity, knowledge: MetricKnowledge) -> bool:
    """近三年, 三年来, 一年: when something was, not how long it took."""
    before, after = text[max(0, quantity.number_start - 3) : quantity.number_start], text[quantity.end :][:3]
    if any(before.endswith(match) for match in knowledge.rules["when_before"].findall(before)):
        return True
    if quantity.bound == "exact" and knowledge.rules["when_after"].match(after):
        return True
    number = text[quantity.number_start : quantity.number_end]
    return number == "一" and quantity.bound == "exact" and quantity.value == 1


def _is_frequency(text: str, quantity: Quantity, knowledge: MetricKnowledge) -> bool:
    """E6: "一" with a classifier is an article, but 每月一次 and 每周查看一次 are frequencies."""
    clause = re.split(r"[，。；！？\n]", text[max(0, quantity.start - 16) : quantity.start])[-1]
    return quantity.kind == "event" and bool(quantity.period or knowledge.rules["per"].search(clause))


def _in_coined_name(text: str, quantity: Quantity) -> bool:
    """E3: a numeral inside a short quoted name, unless a measure stands there (5分钟维修响应)."""
    begin = max(0, quantity.start - 16)
    for match in _QUOTED.finditer(text, begin, min(len(text), quantity.end + 16)):
        if match.start() < quantity.start and quantity.end < match.end():
            return True
    return False


def _counts_abstractions(text: str, quantity: Quantity, knowledge: MetricKnowledge) -> bool:
    """E3: enumerations of principles, steps, functions, topics (六大职能, 三个特点)."""
    if quantity.kind not in ("generic", "project", "event", "object", "case"):
        return False
    noun = _NOUN.match(text, quantity.end)
    words = noun.group() if noun else ""
    found = knowledge.rules["abstraction"].search(words)
    number = text[quantity.number_start : quantity.number_end]
    return bool(
        found
        and (found.start() <= 2 or found.end() == len(words))
        and _CHINESE.match(number)
        and quantity.value <= 20
    )
