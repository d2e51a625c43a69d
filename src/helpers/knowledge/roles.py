"""What is known of the roles of numbers: the cues that vote for them, and the weights of the model that was learnt."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

from pydantic import Field

from helpers.errors import InputError
from helpers.knowledge.expressions import any_of
from helpers.knowledge.reader import Row, read_rows
from helpers.model import Role
from helpers.word_classes import WordClasses

ROLES: tuple[Role, ...] = ("output", "outcome", "input", "context")
FEATURES_OF_TEXT = tuple(
    f"{where} "
    for where in (
        "before",
        "behind",
        "indicator",
        "ends",
        "begins",
        "sentence",
        "measured",
        "governed",
        "followed",
        "subject",
    )
) + tuple(f"{where} words " for where in ("earlier", "own", "next", "later"))
"""How the names of features begin that are characters, pairs of them or classes of words, by where these stand."""
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


class RoleRow(Row):
    """One row of `roles.yml`: words that speak for a role where they stand."""

    role: Role
    where: Where
    weight: float
    words: tuple[str, ...]


class WordClassRow(Row):
    """One row of `word_classes.yml`: words that mean things of one kind."""

    part: Literal["verb", "noun", "cue"]
    name: str = Field(alias="class")
    words: tuple[str, ...]


class WeightRow(Row):
    """One row of `data/models/roles.csv`: how much a feature speaks for each role."""

    feature: str
    output: float
    outcome: float
    input: float
    context: float


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
    next's, by whether both stand in one sentence. `sums` remembers what numbers that are alike speak for.
    """

    votes: dict[str, Votes]
    classes: WordClasses
    weights: dict[str, dict[str, tuple[float, ...]]]
    ties: dict[bool, tuple[tuple[float, ...], ...]]
    sums: dict[tuple[object, ...], tuple[float, float, float, float]] = field(
        default_factory=dict, compare=False
    )


def after(role: str, in_sentence: bool) -> str:
    """The feature of a number whose neighbour ahead has the role."""
    return f"after {role}" + (" in the sentence" if in_sentence else "")


def load_roles(cues: Path, words: Path, model: Path) -> RoleKnowledge:
    """The cues of roles, the classes of words and the weights of the model that was learnt.

    Raises:
        InputError: if a file is missing or a row is broken; the message names file, line and remedy.
    """
    weights, none = _weights(model), (0.0,) * len(ROLES)
    ties = {
        in_sentence: tuple(weights[""].get(after(role, in_sentence), none) for role in ROLES)
        for in_sentence in (True, False)
    }
    return RoleKnowledge(_votes(cues), _classes(words), weights, ties)


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


def _classes(path: Path) -> WordClasses:
    classes: dict[str, tuple[str, bool]] = {}
    nouns: dict[str, str] = {}
    once: set[tuple[str, str]] = set()
    # Verbs come last, so that they stay where a noun or a cue is the same word.
    for row in sorted(read_rows(path, WordClassRow), key=lambda row: row.part == "verb"):
        for word in row.words:
            if (row.part, word) in once:
                raise InputError(f"{path}: {word} is in two classes of {row.part}s; keep it in one")
            once.add((row.part, word))
            classes[word] = (row.name, row.part == "verb")
            if row.part == "noun":
                nouns[word] = row.name
    lengths: dict[str, set[int]] = {}
    for word in classes:
        lengths.setdefault(word[0], set()).add(len(word))
    longest_first = {first: tuple(sorted(of, reverse=True)) for first, of in lengths.items()}
    return WordClasses(classes, longest_first, nouns, max(map(len, nouns), default=0))
