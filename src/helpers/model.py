"""The records that travel between the stages.

Offsets: a `Text` is a string and, for each of its characters, where that character stands in the raw document
(code points, BOM not counted). Spans of articles, quantities, places, metrics and mechanisms are half-open
offsets into the *cleaned* text of their article; `Text.raw_span` turns them into offsets of the raw document,
which is what the tables hold.

What is made by the thousand, or changed on its way, is a named tuple: a frozen dataclass takes five times as long.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Literal, NamedTuple

import numpy as np

from helpers.clauses import Spans, split_clauses, split_sentences

Bound = Literal["exact", "approx", "at_least", "at_most"]
Kind = Literal["level", "change", "before_after", "frequency", "standard"]
Direction = Literal["up", "down"]
Role = Literal["context", "input", "output", "outcome"]
PlaceLevel = Literal["city", "district", "subdistrict", "community", "estate", "site"]


@dataclass(frozen=True, slots=True)
class Document:
    """One raw file: its decoded text and where it came from. Unknown provenance is an empty string."""

    doc: str
    file: str
    sha256: str
    encoding: str
    text: str
    source: str = ""
    published: str = ""
    url: str = ""
    publish: Literal["full", "excerpt", "none"] = "full"


@dataclass(frozen=True, eq=False)
class Text:
    """A cleaned string; character `i` comes from `raw[starts[i]:ends[i]]`.

    The raw spans of neighbouring characters need not touch (something was removed between them), and need not
    rise (columns of a newspaper page were put back in order). A character that the cleaning put in (the
    newline between two paragraphs) has an empty raw span. `rises` where the offsets are known never to fall, so that the
    first and the last character tell the raw span of all between.
    """

    text: str
    starts: array[int]
    ends: array[int]
    rises: bool = False

    def __post_init__(self) -> None:
        if not len(self.text) == len(self.starts) == len(self.ends):
            raise ValueError("a Text needs one raw span for each of its characters")

    def __len__(self) -> int:
        return len(self.text)

    @cached_property
    def clauses(self) -> Spans:
        """Its clauses, split once for all stages."""
        return split_clauses(self.text)

    @cached_property
    def sentences(self) -> Spans:
        """Its sentences, split once for all stages."""
        return split_sentences(self.text)

    def cut(self, start: int, end: int) -> Text:
        """The part `text[start:end]` with its raw spans."""
        return Text(self.text[start:end], self.starts[start:end], self.ends[start:end], self.rises)

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Raw offsets of the smallest raw span that covers `text[start:end]` (which must not be empty)."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"span {start}:{end} is empty or outside a text of {len(self.text)} characters")
        if self.rises:
            return self.starts[start], self.ends[end - 1]
        return min(self.starts[start:end]), max(self.ends[start:end])

    @classmethod
    def of_raw(cls, raw: str, offset: int = 0) -> Text:
        """`raw` unchanged, standing at `offset` of its document."""
        bounds = array("q")
        bounds.frombytes(np.arange(offset, offset + len(raw) + 1, dtype="q").tobytes())
        return cls(raw, bounds[:-1], bounds[1:], rises=True)

    @classmethod
    def join(cls, parts: Iterable[Text], separator: str = "\n") -> Text:
        """The parts with `separator` between them; separators get an empty raw span behind their left part."""
        strings: list[str] = []
        starts, ends = array("q"), array("q")
        for part in parts:
            if strings and separator:
                at = ends[-1] if ends else 0
                strings.append(separator)
                starts.extend([at] * len(separator))
                ends.extend([at] * len(separator))
            strings.append(part.text)
            starts.extend(part.starts)
            ends.extend(part.ends)
        return cls("".join(strings), starts, ends, _rises(starts) and _rises(ends))


def _rises(offsets: array[int]) -> bool:
    return bool((np.diff(np.frombuffer(offsets, dtype="q")) >= 0).all()) if offsets else True


@dataclass(frozen=True, slots=True)
class Noise:
    """A raw span that the cleaning took out, and what it was (`spam`, `navigation`, `byline`, `caption`, …), with its words."""

    kind: str
    start: int
    end: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A cleaned paragraph or heading. `start`/`end` is its raw span, a heading's "##" mark included."""

    text: Text
    kind: Literal["heading", "paragraph"]
    level: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What cleaning makes of a document: blocks in reading order and everything removed."""

    blocks: tuple[Block, ...]
    noise: tuple[Noise, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A span `start:end` of an article's cleaned text; `kind` "place" is a place line above a headline."""

    start: int
    end: int
    kind: Literal["title", "place", "heading", "paragraph"]


class Article(NamedTuple):
    """One news item. `start`, `end` and `segments` are raw offsets; `paragraphs` are spans of `text`.

    `text` is the whole cleaned item, headline first where it stands first, paragraphs joined by newlines; `lines` holds
    the bylines and datelines that were taken out of it.
    """

    start: int
    end: int
    segments: tuple[tuple[int, int], ...]
    title: str
    in_scope: bool
    scope_reason: str
    text: Text
    paragraphs: tuple[Paragraph, ...]
    lines: str = ""


class Numeral(NamedTuple):
    """A number expression `text[start:end]` and its value; `high` is set for a range or a spread (七八)."""

    start: int
    end: int
    value: Decimal
    high: Decimal | None = None
    bound: Bound = "exact"


class Quantity(NamedTuple):
    """A number with its unit or classifier. `start:end` is the quote with approximator, unit and bracketed unit.

    `value` is in `unit` (万, 亿, 成, 分之 already worked in: 三分之一 is 33.33 "%"); `unit` is "" for a bare
    number. `number_start:number_end` is the numeral alone; `period` is "日", "周", "月", "年", "次" … where a
    frequency's period touches the number ("每月一次") and then belongs to the quote. `kind` is what the unit
    counts or measures (people, money, time, rate, date, ordinal …), "" for a bare number.
    """

    start: int
    end: int
    value: Decimal
    value_high: Decimal | None
    bound: Bound
    unit: str
    number_start: int
    number_end: int
    period: str = ""
    kind: str = ""


class Place(NamedTuple):
    """A place that an article names, resolved as far as the text and the gazetteer allow.

    `name` is its longest proper name without district and subdistrict; `mentions` are spans of the article's
    text, first one first, of every form in which it is named. `is_coded` tells whether the codebook counts it
    as a community of the story (section 2); districts, the city, employers and visiting bodies are kept
    with `is_coded` false, because a metric may be about them or be bounded by them. `district` and `subdistrict`
    are None where unknown, `candidates` then lists what it may be ("district/subdistrict/name").
    """

    name: str
    level: PlaceLevel
    province: str | None
    city: str | None
    district: str | None
    subdistrict: str | None
    code: str | None
    resolved_by: str
    candidates: tuple[str, ...]
    mentions: tuple[tuple[int, int], ...]
    is_coded: bool


class Metric(NamedTuple):
    """A coded quantity (codebook, section 3). Spans are offsets into the article's cleaned text.

    `community` and `district` are as the codebook words them; `place` is the coded place behind `community`,
    None where that is a district, the city, or nothing.
    """

    start: int
    end: int
    sentence: tuple[int, int]
    value: Decimal
    value_high: Decimal | None
    value_before: Decimal | None
    bound: Bound
    unit: str
    indicator: str
    indicator_type: str
    kind: Kind
    direction: Direction | None
    baseline: Literal["yoy"] | None
    role: Role
    community: str | None
    district: str | None
    place: Place | None
    date: str | None = None
    domain: str | None = None
    is_service: bool = False
    measured_by: str | None = None
    compared_with: str | None = None
    superlative: str | None = None
    followed: str | None = None
    strength: str | None = None


class Mechanism(NamedTuple):
    """One piece of evidence for a mechanism (codebook, section 4): the clause `start:end` and its category."""

    start: int
    end: int
    code: str
    name: str | None
    place: Place | None
    district: str | None


@dataclass(frozen=True, slots=True)
class Attribute:
    """Evidence for one field of the article, or of `place` (`community_type`).

    `start:end` is a *raw* span: what shows where a page breaks off, or when it was printed, may have been removed as
    noise. `field` is one of `codes.FIELDS`, `value` a code or a year; `basis` tells whether the text states it.
    """

    start: int
    end: int
    field: str
    value: str
    basis: Literal["stated", "inferred"] = "stated"
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A result that the clause `start:end` asserts in words, without a number."""

    start: int
    end: int
    domain: str
    is_service: bool
    direction: Direction | None
    place: Place | None
    district: str | None


@dataclass(frozen=True, slots=True)
class Relation:
    """Between two of the article's metrics, by their place in its list: part and whole, share and base, one fact twice."""

    kind: Literal["part_of", "share_of", "same_fact"]
    metric: int
    other: int


@dataclass(frozen=True, slots=True)
class AnnouncedList:
    """A list `start:end` of which the text says how long it is, in the words `name_start:name_end` (六大职能)."""

    start: int
    end: int
    name_start: int
    name_end: int
    announced: int
    listed: int


@dataclass(frozen=True, slots=True)
class Link:
    """A result that the words `start:end` ascribe to a mechanism; numbers are places in the article's lists.

    Just one of `metric` and `claim` is set.
    """

    start: int
    end: int
    link: Literal["stated", "package"]
    mechanism: int
    metric: int | None
    claim: int | None


@dataclass(frozen=True, slots=True)
class CodedArticle:
    """An article with all that was coded in it (nothing where it is out of scope)."""

    article: Article
    places: tuple[Place, ...] = ()
    metrics: tuple[Metric, ...] = ()
    mechanisms: tuple[Mechanism, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    claims: tuple[Claim, ...] = ()
    relations: tuple[Relation, ...] = ()
    links: tuple[Link, ...] = ()
    lists: tuple[AnnouncedList, ...] = ()


@dataclass(frozen=True, slots=True)
class Records:
    """All that one document gives: the pure function `parse_document` returns it, `tables` stores it."""

    document: Document
    noise: tuple[Noise, ...] = ()
    articles: tuple[CodedArticle, ...] = field(default=())
