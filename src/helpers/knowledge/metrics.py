"""What the coding of metrics knows: exclusions, rules for kind and type, words of change, words of indicators; roles.

All of it is rows of `data/lexicon/*.yml`; the head of each file explains its fields.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from pydantic import field_validator

from helpers.codes import INDICATOR_TYPES
from helpers.knowledge.beginnings import to_search
from helpers.knowledge.expressions import any_of, longest_first
from helpers.knowledge.reader import Row, read_rows
from helpers.knowledge.roles import RoleKnowledge, load_roles
from helpers.knowledge.rules import RuleRow, Rules, rules_of
from helpers.model import Direction, Kind

PhraseUse = Literal[
    "lead",
    "tail",
    "verb",
    "particle",
    "noun",
    "agent",
    "deed",
    "adverb",
    "modal",
    "complement",
    "suffix",
    "generic",
    "vague",
    "place",
    "head",
    "fit",
]


class ExclusionRow(RuleRow):
    """One row of `exclusions.yml`."""

    rule: Literal["E1", "E2", "E3", "E4", "E5", "E6", "E7"]


class KindRow(RuleRow):
    """One row of `kinds.yml`."""

    kind: Kind


class TypeRow(RuleRow):
    """One row of `indicator_types.yml`."""

    type: str

    @field_validator("type")
    @classmethod
    def _known(cls, name: str) -> str:
        if name not in INDICATOR_TYPES:
            raise ValueError(f"{name} is no indicator type; use one of {', '.join(INDICATOR_TYPES)}")
        return name


class ChangeRow(Row):
    """One row of `changes.yml`."""

    direction: Literal["up", "down", "none"]
    use: Literal["pair", "alone", "both", "noun"]
    words: tuple[str, ...]


class BaselineRow(Row):
    """One row of `baselines.yml`."""

    baseline: Literal["yoy", "other"]
    words: tuple[str, ...]


class PhraseRow(Row):
    """One row of `indicator_words.yml`."""

    use: PhraseUse
    words: tuple[str, ...]
    says: str = ""
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """Words of change with their direction (None where the values tell), and the expressions that find them."""

    directions: dict[str, Direction | None]
    names: frozenset[str]
    link: re.Pattern[str]
    alone: re.Pattern[str]
    behind: re.Pattern[str]
    baseline: re.Pattern[str]
    baselines: dict[str, str]


@dataclass(frozen=True, slots=True)
class Endings:
    """Words, the sizes that they have, and an expression that stands at an end."""

    words: frozenset[str]
    sizes: tuple[int, ...]
    expression: re.Pattern[str]

    def start(self, text: str) -> int:
        """Where the longest ending of `text` begins; its length if there is none."""
        starts = (max(0, len(text) - size) for size in self.sizes if text[-size:] in self.words)
        match = self.expression.search(text)
        return min(next(starts, len(text)), match.start() if match else len(text))


@dataclass(frozen=True, slots=True)
class Phrases:
    """Expressions and words that cut an indicator out of its clause (see the head of `indicator_words.yml`)."""

    lead_at_start: re.Pattern[str]
    tail: Endings
    verb: re.Pattern[str]
    particle: re.Pattern[str]
    noun_at_end: re.Pattern[str]
    agent_at_end: re.Pattern[str]
    place_at_end: re.Pattern[str]
    deeds: dict[str, str]
    adverbs: frozenset[str]
    modals: frozenset[str]
    complements: frozenset[str]
    suffixes: frozenset[str]
    generic: frozenset[str]
    heads: frozenset[str]
    vague: frozenset[str]
    fits: dict[str, re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class MetricKnowledge:
    """All that the coding of metrics knows, by step."""

    exclusions: Rules
    kinds: Rules
    types: Rules
    changes: Changes
    phrases: Phrases
    roles: RoleKnowledge


def load_metrics(data: Path) -> MetricKnowledge:
    """The lexicons of metrics below `data / "lexicon"`.

    Raises:
        InputError: if a file is missing or a row is broken; the message names file, line and remedy.
    """
    folder = data / "lexicon"
    exclusions = read_rows(folder / "exclusions.yml", ExclusionRow)
    kinds = read_rows(folder / "kinds.yml", KindRow)
    types = read_rows(folder / "indicator_types.yml", TypeRow)
    return MetricKnowledge(
        exclusions=rules_of((row.rule, row) for row in exclusions),
        kinds=rules_of((row.kind, row) for row in kinds),
        types=rules_of((row.type, row) for row in types),
        changes=_changes(folder),
        phrases=_phrases(read_rows(folder / "indicator_words.yml", PhraseRow)),
        roles=load_roles(folder / "roles.yml", folder / "word_classes.yml", data / "models" / "roles.csv"),
    )


def _changes(folder: Path) -> Changes:
    rows = read_rows(folder / "changes.yml", ChangeRow)
    baselines: dict[str, str] = {
        word: row.baseline for row in read_rows(folder / "baselines.yml", BaselineRow) for word in row.words
    }
    used: dict[str, list[str]] = {"pair": [], "alone": [], "both": [], "noun": []}
    directions: dict[str, Direction | None] = {}
    for row in rows:
        used[row.use].extend(row.words)
        directions |= dict.fromkeys(row.words, None if row.direction == "none" else row.direction)
    return Changes(
        directions,
        frozenset(used["noun"]),
        link=re.compile(any_of([*used["pair"], *used["both"]])),
        alone=re.compile(any_of([*used["alone"], *used["both"], *used["noun"]])),
        behind=re.compile(rf"\A的?({any_of(used['noun'])})"),
        baseline=re.compile(any_of(baselines)),
        baselines=baselines,
    )


def _phrases(rows: Sequence[PhraseRow]) -> Phrases:
    words: dict[str, list[str]] = {use: [] for use in get_args(PhraseUse)}
    for row in rows:
        words[row.use].extend(row.words)
    found = {use: "|".join(longest_first(expressions)) for use, expressions in words.items()}
    return Phrases(
        lead_at_start=re.compile(found["lead"]),
        tail=_endings(words["tail"]),
        verb=to_search(found["verb"]),
        particle=to_search(found["particle"]),
        noun_at_end=to_search(f"(?:{found['noun']})$"),
        agent_at_end=to_search(f"(?:{found['agent']})$"),
        place_at_end=re.compile(f"(?:{found['place']})$"),
        deeds={word: row.says for row in rows if row.use == "deed" for word in row.words},
        adverbs=frozenset(words["adverb"]),
        modals=frozenset(words["modal"]),
        complements=frozenset(words["complement"]),
        suffixes=frozenset(words["suffix"]),
        generic=frozenset(words["generic"]),
        heads=frozenset(words["head"]),
        vague=frozenset(words["vague"]),
        fits={
            unit: re.compile(f"(?:{'|'.join(longest_first(row.words))})$")
            for row in rows
            if row.use == "fit"
            for unit in row.units
        },
    )


def _endings(expressions: Iterable[str]) -> Endings:
    """Plain words are looked up, which is faster than to try them all."""
    words = frozenset(word for word in expressions if re.escape(word) == word)
    others = longest_first(expression for expression in expressions if expression not in words)
    sizes = tuple(sorted({len(word) for word in words}, reverse=True))
    return Endings(words, sizes, to_search(f"(?:{'|'.join(others) or '(?!)'})$"))
