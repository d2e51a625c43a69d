"""Announced lists: a number of things that the text names one by one, before it (甲、乙、丙三大体系) or behind (六大职能：…)."""

from __future__ import annotations

import re

from helpers.model import AnnouncedList

_COUNTED = re.compile(
    r"([十两二三四五六七八九1-9](?:(?<=十)[一二三四五六]|(?<=1)\d|(?<!1)))\s?(?:大|项|个|种|类|方面)(?=[一-鿿]{2})"
)
# Before these it is an ordinal, or part of a longer number.
_LONGER = frozenset("第0123456789一二三四五六七八九十百千万.")
# What is announced, and the mark behind which it is listed.
_ANNOUNCED = re.compile(r"([一-鿿]{2,8}?)[”」]?(?:——|[：:]|，即|，?分别是|，?包括)")
_SENTENCE_END = re.compile(r"[。！？!?\n]")
_PART_END = re.compile(r"[，,；;]")
_CLAUSE_MARKS = "，。；：！？\n—,;:!?"
_JOINED = re.compile(r"和|及|以及|与")
_DIGIT = re.compile(r"\d")
_FEWEST = 3
_NOUN = 2
_VALUES = {character: value for value, character in enumerate("二三四五六七八九十", start=2)} | {"两": 2}


def find_lists(text: str) -> tuple[AnnouncedList, ...]:
    """The announced lists of an article's text: how many things were announced, and how many are listed."""
    found = []
    for counted in _COUNTED.finditer(text):
        if counted.start() and text[counted.start() - 1] in _LONGER:
            continue
        noun = _ANNOUNCED.match(text, counted.end())
        listed = _listed_behind(text, counted, noun) if noun else _listed_before(text, counted)
        if listed:
            found.append(listed)
    return tuple(found)


def _listed_behind(text: str, counted: re.Match[str], noun: re.Match[str]) -> AnnouncedList | None:
    """Items behind the announcement, parted by semicolons or, in one clause, by 、; a single item is no list."""
    stop = _SENTENCE_END.search(text, noun.end())
    end = stop.start() if stop else len(text)
    announced = _value(counted[1])
    items = [item for item in re.split("[；;]", text[noun.end() : end]) if item.strip()]
    if len(items) == 1:
        part = _PART_END.search(text, noun.end(), end)
        end = part.start() if part else end
        items = text[noun.end() : end].split("、")
    listed = _with_joined_last(items, announced)
    if listed < 2:
        return None
    return AnnouncedList(counted.start(), end, counted.start(), noun.end(1), announced, listed)


def _listed_before(text: str, counted: re.Match[str]) -> AnnouncedList | None:
    """Items right before their number, in one clause. Only where they are as many: other commas may part other things."""
    announced = _value(counted[1])
    start = max(text.rfind(mark, 0, counted.start()) for mark in _CLAUSE_MARKS) + 1
    chunk = text[start : counted.start()]
    if announced < _FEWEST or _DIGIT.search(chunk) or chunk.endswith(("、", "等")):
        return None
    if _with_joined_last(chunk.split("、"), announced) != announced:
        return None
    end = counted.end() + _NOUN
    return AnnouncedList(start, end, counted.start(), end, announced, announced)


def _with_joined_last(items: list[str], announced: int) -> int:
    """How many items there are; 和 in the last one parts two where that makes them as many as announced."""
    is_short_by_one = len(items) > 1 and len(items) == announced - 1
    return len(items) + (1 if is_short_by_one and _JOINED.search(items[-1]) else 0)


def _value(number: str) -> int:
    if number.isdecimal():
        return int(number)
    return _VALUES[number] if len(number) == 1 else _VALUES["十"] + (_VALUES.get(number[1]) or 1)
