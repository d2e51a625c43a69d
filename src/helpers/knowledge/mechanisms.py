"""Words that show a mechanism, cues that tell fact from plan, and how schemes get their names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from ahocorasick_rs import AhoCorasick
from pydantic import field_validator, model_validator

from helpers.codes import MECHANISM_CODES
from helpers.errors import InputError
from helpers.knowledge.beginnings import to_search
from helpers.knowledge.expressions import any_of, longest_first
from helpers.knowledge.reader import Expression, Row, read_rows

Strength = Literal["sure", "likely", "weak"]
Cue = Literal["plan", "wish", "past", "now", "negation", "slogan", "lack", "topic", "action", "apart"]
NameKind = Literal[
    "acts", "head", "bare", "intro", "noun", "called", "founded", "means", "edge", "known", "never", "event"
]
GAP = "…"
# Where a name without quotation marks begins at the latest: particles, conjunctions, marks, number and classifier.
_EDGE = r"[了的为和与及起出等给把将在、，,：:;；（）()《》“”\s]|(?!四川)[一二两三四五六七八九十百几多\d][支家个名位年场次条处间轮届]?"
# What ends the name of a place: 小区名为东方苑.
_PLACE = "[苑村镇路街区庭邸城府园]"
# What may stand between a quoted name and the noun behind it: “花管家”志愿服务队, but not “南风亭”里开讲堂.
_BETWEEN = "(?:邻里|(?![里中上下内外在把将的是有等被和与并为让])[一-鿿])"
# What a noun behind a quoted name may be part of: “…”志愿服务品牌.
_WIDER = "品牌|矩阵|体系|机制|模式|平台|计划|项目|团队|阵地"
# More quotations in a row: what stands behind the last is said of each (“听诊站”“交心站”四大功能).
_MORE_QUOTES = r"(?:[、和]?“[^“”\n]{2,20}”){0,5}"
# Forms that name no scheme whatever the word.
_NO_NAME = "|".join(
    (
        r"(?:[者们吗呢难]|力量|样[本板])$",  # people (参与者), what is hard (停车难), what others may follow
        r"哪些|什么|怎么|如何|是否|为何|谁[来管说]|可以|应该|能不能|要不要",  # questions and what ought to be
        r"(?:师范|医|法|理工|职业|技术|艺术|党)学院$|开发区(?:管理)?委员会$",  # bodies that were there before
        r"^[新双高].{1,2}$",  # slogans (新格局, 双提升)
        r"^[一二三四五六七八九十\d]+[大项个条].{1,3}$",  # counts of what is listed elsewhere (三大体系, 七项机制)
    )
)


class TermRow(Row):
    """One row of `data/lexicon/mechanisms.yml`; its fields are explained at the top of that file."""

    code: str
    strength: Strength = "sure"
    words: tuple[str, ...]
    needs: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()

    @field_validator("code")
    @classmethod
    def _known(cls, code: str) -> str:
        if code != "none" and code not in MECHANISM_CODES:
            raise ValueError(f"{code} is no category; use one of none, {', '.join(MECHANISM_CODES)}")
        return code

    @field_validator("words")
    @classmethod
    def _two_parts_at_most(cls, words: tuple[str, ...]) -> tuple[str, ...]:
        for word in words:
            if not all(word.split(GAP)) or word.count(GAP) > 1:
                raise ValueError(f"{word} needs a word on each side of one {GAP}")
        return words


class CueRow(Row):
    """One row of `data/lexicon/mechanism_cues.yml`: words, or one pattern, or words and what must follow them."""

    cue: Cue
    words: tuple[str, ...] = ()
    pattern: Expression | None = None

    @model_validator(mode="after")
    def _can_be_found(self) -> CueRow:
        if not (self.words or self.pattern):
            raise ValueError("give words or a pattern")
        return self


class NameRow(Row):
    """One row of `data/lexicon/scheme_names.yml`."""

    kind: NameKind
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the lexicon: `head`, or `head` and then `tail` a little behind it in the same clause.

    `is_plain`: it needs nothing in its clause and is spoilt by nothing there.
    """

    word: str
    head: str
    tail: str
    code: str
    strength: Strength
    needs: re.Pattern[str] | None
    also: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    is_plain: bool


@dataclass(frozen=True, slots=True)
class TermIndex:
    """One automaton over the heads of all terms; `by_head[i]` are the terms that begin with its pattern i."""

    automaton: AhoCorasick
    by_head: tuple[tuple[Term, ...], ...]


@dataclass(frozen=True, slots=True)
class NameKnowledge:
    """Expressions that find what may name a scheme, and what never does."""

    head_at_end: re.Pattern[str]
    head_behind: re.Pattern[str]
    bare_head: re.Pattern[str]
    bare_before: re.Pattern[str]
    intro_before: re.Pattern[str]
    noun_before: re.Pattern[str]
    called: re.Pattern[str]
    founded_behind: re.Pattern[str]
    means_behind: re.Pattern[str]
    acts_behind: re.Pattern[str]
    event_behind: re.Pattern[str]
    known: frozenset[str]
    never: frozenset[str]
    no_name: re.Pattern[str]

    def is_none(self, words: str) -> bool:
        """Whether the words never name a scheme."""
        return words in self.never or self.no_name.search(words) is not None


@dataclass(frozen=True, slots=True)
class MechanismKnowledge:
    """All that the coding of mechanisms knows. `cues` has one expression for each kind of cue."""

    terms: TermIndex
    cues: dict[Cue, re.Pattern[str]]
    names: NameKnowledge


def load_mechanisms(data: Path) -> MechanismKnowledge:
    """The lexicons `mechanisms.yml`, `mechanism_cues.yml` and `scheme_names.yml` below `data/lexicon`.

    Raises:
        InputError: if a file is missing, a row is broken, a word stands twice for one category, or a cue has no row.
    """
    folder = data / "lexicon"
    return MechanismKnowledge(
        terms=_index(_terms(folder / "mechanisms.yml")),
        cues=_cues(folder / "mechanism_cues.yml"),
        names=_names(read_rows(folder / "scheme_names.yml", NameRow)),
    )


def _terms(path: Path) -> list[Term]:
    terms: dict[tuple[str, str], Term] = {}
    for row in read_rows(path, TermRow):
        needs, also, unless = (_one_of(words) for words in (row.needs, row.also, row.unless))
        is_plain = not (row.needs or row.also or row.unless)
        for word in row.words:
            if (row.code, word) in terms:
                raise InputError(f"{path}: {word} stands twice for {row.code}; keep one of them")
            head, _, tail = word.partition(GAP)
            terms[row.code, word] = Term(
                word, head, tail, row.code, row.strength, needs, also, unless, is_plain
            )
    return list(terms.values())


def _one_of(words: tuple[str, ...]) -> re.Pattern[str] | None:
    return re.compile(any_of(words)) if words else None


def _index(terms: list[Term]) -> TermIndex:
    heads: dict[str, list[Term]] = {}
    for term in terms:
        heads.setdefault(term.head, []).append(term)
    return TermIndex(AhoCorasick(list(heads)), tuple(tuple(group) for group in heads.values()))


def _cues(path: Path) -> dict[Cue, re.Pattern[str]]:
    words: dict[Cue, list[str]] = {cue: [] for cue in get_args(Cue)}
    patterns: dict[Cue, list[str]] = {cue: [] for cue in get_args(Cue)}
    for row in read_rows(path, CueRow):
        if row.pattern:
            patterns[row.cue] += [
                f"{re.escape(word)}(?:{row.pattern})" for word in longest_first(row.words)
            ] or [row.pattern]
        else:
            words[row.cue] += row.words
    for cue in words:
        if not words[cue] and not patterns[cue]:
            raise InputError(f"{path}: no row for cue {cue}; add one, or restore the file")
    return {
        cue: to_search("|".join([*patterns[cue], *([any_of(words[cue])] if words[cue] else [])]))
        for cue in words
    }


def _names(rows: tuple[NameRow, ...]) -> NameKnowledge:
    words: dict[str, list[str]] = {kind: [] for kind in get_args(NameKind)}
    for row in rows:
        words[row.kind].extend(row.words)
    heads, intro = any_of(words["head"] + words["bare"]), any_of(words["intro"])
    long_heads = any_of([word for word in words["head"] + words["bare"] if len(word) > 1])
    edge = rf"(?:{intro}|{any_of(words['edge'])}|{_EDGE})"
    return NameKnowledge(
        head_at_end=to_search(rf"(?:{heads})$"),
        head_behind=re.compile(rf"(?:{_BETWEEN}){{0,4}}?(?:{long_heads})(?:{_WIDER})?"),
        bare_head=re.compile(any_of(words["bare"])),
        bare_before=to_search(rf"(?:^|{edge})((?:(?!{edge})[一-鿿·]){{2,10}})$"),
        intro_before=to_search(rf"(?:{intro})[^“”‘’，,。；;：:]{{0,10}}$"),
        noun_before=to_search(rf"(?:{any_of(words['noun'])})[—：:]{{0,2}}$"),
        called=to_search(
            rf"(?:{any_of(words['called'])})([一-鿿·]{{2,8}})(?=[，,。；;、）)\n])(?<!{_PLACE})"
        ),
        founded_behind=re.compile(any_of(words["founded"])),
        means_behind=re.compile(any_of(words["means"])),
        acts_behind=re.compile(any_of(words["acts"])),
        event_behind=re.compile(rf"{_MORE_QUOTES}(?:{_BETWEEN}){{0,14}}?(?:{any_of(words['event'])})"),
        known=frozenset(words["known"]),
        never=frozenset(words["never"]),
        no_name=to_search(_NO_NAME),
    )
