"""What the coding of metrics knows: exclusions, words of change, cues for kind, type and role, words of indicators.

All of it is rows of `data/lexicon/*.yml`; the head of each file explains its fields.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Literal, get_args

from pydantic import field_validator

from helpers.codes import INDICATOR_TYPES
from helpers.errors import InputError
from helpers.knowledge.expressions import any_of, longest_first
from helpers.knowledge.reader import Expression, Row, read_rows
from helpers.model import Bound, Direction, Kind, Role

ROLES: tuple[Role, ...] = ("output", "outcome", "input", "context")
FEATURES_OF_TEXT = tuple(
    f"{where} " for where in ("before", "behind", "indicator", "ends", "begins", "noun", "ahead", "sentence")
)
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
]
NumeralForm = Literal["one", "chinese", "round", "tens", "lone", "half", "greater", "spread"]
Quoted = Literal["name", "title"]
Where = Literal[
    "verb",
    "behind",
    "indicator",
    "head",
    "tail",
    "ahead",
    "kind",
    "type",
    "unit",
    "unit_kind",
    "pair",
    "change",
]

# Fields of a row that are expressions: whether they must meet the end, the beginning or any part of their text,
# and whether the row needs a match or the lack of one.
_EXPRESSIONS = {
    "quote": ("quote", "{}", True),
    "head": ("head", "(?:{})$", True),
    "tail": ("tail", r"\A(?:{})", True),
    "before": ("head", "{}", True),
    "after": ("tail", "{}", True),
    "ahead": ("ahead", "{}", True),
    "indicator": ("indicator", "{}", True),
    "under": ("under", "{}", True),
    "unless_head": ("head", "(?:{})$", False),
    "unless_tail": ("tail", r"\A(?:{})", False),
    "unless_before": ("head", "{}", False),
    "unless_indicator": ("indicator", "{}", False),
    "unless_under": ("under", "{}", False),
}


class RuleRow(Row):
    """When a rule holds: all that is given must hold (see the heads of `exclusions.yml` and `kinds.yml`)."""

    why: str = ""
    kinds: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    bounds: tuple[Bound, ...] = ()
    stated: tuple[Kind, ...] = ()
    numeral: NumeralForm | None = None
    below: Decimal | None = None
    quoted: Quoted | None = None
    quote: Expression = ""
    head: Expression = ""
    tail: Expression = ""
    before: Expression = ""
    after: Expression = ""
    ahead: Expression = ""
    indicator: Expression = ""
    under: Expression = ""
    unless_head: Expression = ""
    unless_tail: Expression = ""
    unless_before: Expression = ""
    unless_indicator: Expression = ""
    unless_under: Expression = ""
    over: Literal["change", ""] = ""


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


class RoleRow(Row):
    """One row of `roles.yml`: words that speak for a role where they stand."""

    role: Role
    where: Where
    weight: float
    words: tuple[str, ...]


class WeightRow(Row):
    """One row of `data/models/roles.csv`: how much a feature speaks for each role."""

    feature: str
    output: float
    outcome: float
    input: float
    context: float


class PhraseRow(Row):
    """One row of `indicator_words.yml`."""

    use: PhraseUse
    words: tuple[str, ...]
    says: str = ""


Test = tuple[str, Callable[[str], object], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """A row ready to be asked: what it says, and the tests of a statement's fields that it must pass.

    Empty sets and None ask for nothing. A test is a field's name, a search in it, and whether it must find.
    """

    says: str
    kinds: frozenset[str]
    units: frozenset[str]
    bounds: frozenset[str]
    stated: frozenset[str]
    numeral: str | None
    below: Decimal | None
    quoted: str | None
    over: str
    tests: tuple[Test, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """Rules in the order of their file; those for a unit are picked out when it is first met."""

    rules: tuple[Rule, ...]
    by_unit: dict[tuple[str, str], tuple[Rule, ...]]

    def for_unit(self, kind: str, unit: str) -> tuple[Rule, ...]:
        """The rules that can hold for this unit of this kind."""
        if (kind, unit) not in self.by_unit:
            self.by_unit[kind, unit] = tuple(
                rule
                for rule in self.rules
                if (not rule.kinds or kind in rule.kinds) and (not rule.units or unit in rule.units)
            )
        return self.by_unit[kind, unit]


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
class Phrases:
    """Expressions and words that cut an indicator out of its clause (see the head of `indicator_words.yml`)."""

    lead_at_start: re.Pattern[str]
    tail_at_end: re.Pattern[str]
    verb: re.Pattern[str]
    particle: re.Pattern[str]
    noun_at_end: re.Pattern[str]
    agent_at_end: re.Pattern[str]
    deeds: dict[str, str]
    adverbs: frozenset[str]
    modals: frozenset[str]
    complements: frozenset[str]
    suffixes: frozenset[str]
    generic: frozenset[str]


@dataclass(frozen=True, slots=True)
class Votes:
    """Words that speak for roles at one place: `pattern` finds them, `weights` has each word's votes."""

    pattern: re.Pattern[str]
    weights: dict[str, tuple[tuple[Role, float], ...]]


@dataclass(frozen=True, slots=True)
class RoleKnowledge:
    """The cues that vote for roles, and each feature's weight for the roles in the order of `ROLES`.

    The weights of features that are characters and pairs of them are kept apart by where these stand (`FEATURES_OF_TEXT`),
    the others are under "" with their whole names. `ties` has how much each role of the number ahead speaks for each of the
    next's, by whether both stand in one sentence.
    """

    votes: dict[str, Votes]
    weights: dict[str, dict[str, tuple[float, ...]]]
    ties: dict[bool, tuple[tuple[float, ...], ...]]


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
        exclusions=_rules((row.rule, row) for row in exclusions),
        kinds=_rules((row.kind, row) for row in kinds),
        types=_rules((row.type, row) for row in types),
        changes=_changes(folder),
        phrases=_phrases(read_rows(folder / "indicator_words.yml", PhraseRow)),
        roles=_roles(folder / "roles.yml", data / "models" / "roles.csv"),
    )


def after(role: str, in_sentence: bool) -> str:
    """The feature of a number whose neighbour ahead has the role."""
    return f"after {role}" + (" in the sentence" if in_sentence else "")


def _roles(cues: Path, model: Path) -> RoleKnowledge:
    weights, none = _weights(model), (0.0,) * len(ROLES)
    ties = {
        in_sentence: tuple(weights[""].get(after(role, in_sentence), none) for role in ROLES)
        for in_sentence in (True, False)
    }
    return RoleKnowledge(_votes(cues), weights, ties)


def _rules(rows: Iterable[tuple[str, RuleRow]]) -> Rules:
    return Rules(tuple(_rule(says, row) for says, row in rows), {})


def _rule(says: str, row: RuleRow) -> Rule:
    tests = tuple(
        (field, re.compile(form.format(getattr(row, name))).search, wanted)
        for name, (field, form, wanted) in _EXPRESSIONS.items()
        if getattr(row, name)
    )
    return Rule(
        says,
        frozenset(row.kinds),
        frozenset(row.units),
        frozenset(row.bounds),
        frozenset(row.stated),
        row.numeral,
        row.below,
        row.quoted,
        row.over,
        tests,
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
        tail_at_end=re.compile(f"(?:{found['tail']})$"),
        verb=re.compile(found["verb"]),
        particle=re.compile(found["particle"]),
        noun_at_end=re.compile(f"(?:{found['noun']})$"),
        agent_at_end=re.compile(f"(?:{found['agent']})$"),
        deeds={word: row.says for row in rows if row.use == "deed" for word in row.words},
        adverbs=frozenset(words["adverb"]),
        modals=frozenset(words["modal"]),
        complements=frozenset(words["complement"]),
        suffixes=frozenset(words["suffix"]),
        generic=frozenset(words["generic"]),
    )


def _weights(path: Path) -> dict[str, dict[str, tuple[float, ...]]]:
    weights: dict[str, dict[str, tuple[float, ...]]] = {where: {} for where in ("", *FEATURES_OF_TEXT)}
    same: dict[float, float] = {}  # few numbers for many weights, so that they stay near the processor
    for row in read_rows(path, WeightRow):
        where = next((where for where in FEATURES_OF_TEXT if row.feature.startswith(where)), "")
        name = row.feature.removeprefix(where)
        roles = (row.output, row.outcome, row.input, row.context)
        weights[where][name] = tuple(same.setdefault(weight, weight) for weight in roles)
    return weights


def _votes(path: Path) -> dict[str, Votes]:
    weights: dict[str, dict[str, list[tuple[Role, float]]]] = {where: {} for where in get_args(Where)}
    for row in read_rows(path, RoleRow):
        words = weights[row.where]
        for word in row.words:
            votes = words.setdefault(word, [])
            if any(role == row.role for role, _ in votes):
                raise InputError(f"{path}: {word} speaks twice for {row.role} ({row.where}); keep one row")
            votes.append((row.role, row.weight))
    return {
        where: Votes(re.compile(any_of(words)), {word: tuple(votes) for word, votes in words.items()})
        for where, words in weights.items()
    }
