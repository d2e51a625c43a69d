"""Learns the weights of the role model from articles coded by hand (`make model`).

    python -m helpers.training

Reads `data/gold/*.jsonl` but the held-out `unseen.jsonl`, with the texts in `data/raw` and `data/gold/made`, and writes
`data/models/roles.csv` (the weights) and `data/models/folds.csv` (how often the role of an article that was left out is
right: by the model and by the votes of the cues alone, which were compared before the model was chosen).
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from helpers.articles import split_articles
from helpers.clauses import Span
from helpers.cleaning import clean
from helpers.corpus import read_corpus
from helpers.errors import InputError
from helpers.evaluation import read_gold
from helpers.indicators import type_of
from helpers.knowledge import DATA, Knowledge, load_knowledge
from helpers.knowledge.roles import ROLES, after
from helpers.metrics import counted_statements
from helpers.model import Document
from helpers.places import find_places
from helpers.quantities import find_quantities
from helpers.roles import ALWAYS, facts, features, features_of_sentence, likeliest, vote
from helpers.scoring import match_by_overlap

HELD_OUT = "unseen.jsonl"
_FOLDS = 8
_STRENGTH = 0.3
_DIGITS = 2
# The role of the number ahead counts less than its share in the pairs seen; found by cross-validation.
_TIE = 0.6
# What fewer numbers show teaches little and makes the file long.
_SHOWN = 3
# A feature whose weights for two roles differ by less is left out: it decides nothing, and a short list is read faster.
_LEAST = 0.1


@dataclass(frozen=True, slots=True)
class Example:
    """A number that was coded by hand: where, what the model sees of it, what the votes say, and its role."""

    doc: str
    article: int
    sentence: Span
    start: int
    end: int
    features: dict[str, float]
    voted: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Model:
    """The fitted classifier with the names of its features, and how much each role speaks for that of the next number."""

    vectorizer: Any
    classifier: Any
    ties: dict[str, tuple[float, ...]]

    def roles_of(self, examples: Sequence[Example]) -> list[str]:
        """The likeliest role of each, article by article."""
        sums = self.classifier.decision_function(self.vectorizer.transform([e.features for e in examples]))
        rows = sums[:, self._order()].tolist()
        roles: list[str] = []
        for _, group in groupby(range(len(examples)), key=lambda i: (examples[i].doc, examples[i].article)):
            numbers = list(group)
            ties = [
                [self.ties[after(role, in_sentence)] for role in ROLES]
                for in_sentence in _joined(numbers, examples)
            ]
            roles += likeliest([rows[i] for i in numbers], ties)
        return roles

    def weights(self) -> dict[str, tuple[float, ...]]:
        """Each feature's weights in the order of `ROLES`, rounded; the intercept is with the feature that all have."""
        order = self._order()
        rows = dict(zip(self.vectorizer.feature_names_, self.classifier.coef_[order].T, strict=True))
        rows[ALWAYS] = rows[ALWAYS] + self.classifier.intercept_[order]
        rows |= self.ties
        rounded = {name: [round(float(w), _DIGITS) + 0.0 for w in row] for name, row in sorted(rows.items())}
        return {name: tuple(row) for name, row in rounded.items() if any(row)}

    def _order(self) -> list[int]:
        return [list(self.classifier.classes_).index(role) for role in ROLES]


def main() -> int:
    """Learn, write both files and say what was measured."""
    try:
        examples = read_examples(DATA)
    except InputError as error:
        print(f"helpers: {error}", file=sys.stderr)
        return 2
    folds = cross_validated(examples)
    weights = learn(examples).weights()
    folder = DATA / "models"
    folder.mkdir(exist_ok=True)
    _write(folder / "roles.csv", ("feature", *ROLES), ((name, *row) for name, row in weights.items()))
    _write(folder / "folds.csv", ("method", "articles", "numbers", "right"), folds)
    for method, _, numbers, right in folds:
        print(f"{method}: {right} of {numbers} roles right ({right / numbers:.1%})")
    return 0


def read_examples(data: Path) -> list[Example]:
    """The coded numbers of all gold files but the held-out one that the parser finds too; optional ones left out."""
    gold = [
        record
        for path in sorted((data / "gold").glob("*.jsonl"))
        if path.name != HELD_OUT
        for record in read_gold(path)
        if record["type"] == "metric" and not record.get("optional")
    ]
    docs = {record["doc"] for record in gold}
    knowledge = load_knowledge(data)
    examples: list[Example] = []
    for document in read_corpus([data / "raw", data / "gold" / "made"]):
        if isinstance(document, Document) and document.doc in docs:
            found = [_record(example) for example in _numbers(document, knowledge)]
            wanted = [record for record in gold if record["doc"] == document.doc]
            pairs = match_by_overlap(wanted, found)[0]
            examples += [replace(f["example"], role=g["role"]) for g, f in pairs]
    return sorted(examples, key=lambda e: (e.doc, e.start))


def cross_validated(examples: Sequence[Example]) -> list[tuple[str, int, int, int]]:
    """Articles and numbers and how many roles are right, by method, each article coded without its own help."""
    docs = sorted({example.doc for example in examples})
    np.random.default_rng(0).shuffle(docs)
    right = 0
    for i in range(_FOLDS):
        out = set(docs[i::_FOLDS])
        model = learn([e for e in examples if e.doc not in out])
        left = [e for e in examples if e.doc in out]
        right += sum(role == e.role for role, e in zip(model.roles_of(left), left, strict=True))
    voted = sum(e.voted == e.role for e in examples)
    return [
        ("votes of the cues", len(docs), len(examples), voted),
        ("log-linear model", len(docs), len(examples), right),
    ]


def learn(examples: Sequence[Example]) -> Model:
    """A multinomial logistic regression with an L2 penalty."""
    shown = Counter(name for example in examples for name in example.features)
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(
        [{n: v for n, v in example.features.items() if shown[n] >= _SHOWN} for example in examples]
    )
    classifier = LogisticRegression(C=_STRENGTH, max_iter=2000)
    classifier.fit(matrix, [example.role for example in examples])
    classifier.coef_[:, np.ptp(classifier.coef_, axis=0) < _LEAST] = 0
    return Model(vectorizer, classifier, _ties(examples))


def _ties(examples: Sequence[Example]) -> dict[str, tuple[float, ...]]:
    """How much a number's role speaks for that of the next: the logarithm of how much oftener they meet than by chance."""
    ties: dict[str, tuple[float, ...]] = {}
    pairs = [
        (one.sentence == other.sentence, one.role, other.role)
        for one, other in pairwise(examples)
        if (one.doc, one.article) == (other.doc, other.article)
    ]
    for in_sentence in (True, False):
        met = np.ones((len(ROLES), len(ROLES)))
        for _, one, other in filter(lambda pair: pair[0] == in_sentence, pairs):
            met[ROLES.index(one), ROLES.index(other)] += 1
        shares = met / met.sum()
        chance = shares.sum(axis=1, keepdims=True) * shares.sum(axis=0, keepdims=True)
        for role, row in zip(ROLES, _TIE * np.log(shares / chance), strict=True):
            ties[after(role, in_sentence)] = tuple(row)
    return ties


def _joined(numbers: Sequence[int], examples: Sequence[Example]) -> list[bool]:
    """For each number but the first whether it stands in the sentence of the one ahead."""
    return [examples[i].sentence == examples[j].sentence for i, j in pairwise(numbers)]


def _numbers(document: Document, knowledge: Knowledge) -> Iterator[Example]:
    """Every number that the parser counts, as an example without its role; spans are raw offsets."""
    roles = knowledge.metrics.roles
    for number, article in enumerate(split_articles(clean(document.text, knowledge.noise), knowledge.scope)):
        if not article.in_scope:
            continue
        text = article.text.text
        quantities = find_quantities(text, knowledge.numbers)
        places = find_places(article, knowledge.gazetteer)
        for statement in counted_statements(article.text, quantities, places, knowledge.metrics):
            kind = type_of(statement, knowledge.metrics)
            shares = vote(statement, kind, roles.votes)
            start, end = article.text.raw_span(statement.start, statement.end)
            words = roles.classes.words(text, statement.sentence)
            groups = [
                *facts(statement, kind, text).features(),
                *features(statement, kind, text, words, roles),
                *features_of_sentence(statement, text),
            ]
            seen = {group + name: value for group, names, value in groups for name in names if name}
            voted = max(shares, key=lambda role: shares[role])
            yield Example(document.doc, number, statement.sentence, start, end, seen, voted)


def _record(example: Example) -> dict[str, Any]:
    return {"doc": example.doc, "start": example.start, "end": example.end, "example": example}


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    sys.exit(main())
