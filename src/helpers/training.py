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
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from helpers.articles import split_articles
from helpers.cleaning import clean
from helpers.corpus import read_corpus
from helpers.errors import InputError
from helpers.evaluation import read_gold
from helpers.indicators import type_of
from helpers.knowledge import DATA, Knowledge, load_knowledge
from helpers.knowledge.metrics import ROLES
from helpers.metrics import counted_statements
from helpers.model import Document
from helpers.places import find_places
from helpers.quantities import find_quantities
from helpers.roles import ALWAYS, features, features_of_sentence, vote
from helpers.scoring import match_by_overlap

HELD_OUT = "unseen.jsonl"
_FOLDS = 8
_STRENGTH = 0.5
_DIGITS = 2
# What fewer numbers show teaches little and makes the file long.
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Example:
    """A number that was coded by hand: where, what the model sees of it, what the votes say, and its role."""

    doc: str
    start: int
    end: int
    features: dict[str, float]
    voted: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Model:
    """The fitted classifier with the names of its features."""

    vectorizer: Any
    classifier: Any

    def roles_of(self, examples: Sequence[Example]) -> list[str]:
        """The likeliest role of each."""
        return list(self.classifier.predict(self.vectorizer.transform([e.features for e in examples])))

    def weights(self) -> dict[str, tuple[float, ...]]:
        """Each feature's weights in the order of `ROLES`, rounded; the intercept is with the feature that all have."""
        order = [list(self.classifier.classes_).index(role) for role in ROLES]
        rows = dict(zip(self.vectorizer.feature_names_, self.classifier.coef_[order].T, strict=True))
        rows[ALWAYS] = rows[ALWAYS] + self.classifier.intercept_[order]
        rounded = {name: [round(float(w), _DIGITS) + 0.0 for w in row] for name, row in sorted(rows.items())}
        return {name: tuple(row) for name, row in rounded.items() if any(row)}


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
            examples += [_with_role(f["example"], g["role"]) for g, f in pairs]
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
    return Model(vectorizer, classifier)


def _numbers(document: Document, knowledge: Knowledge) -> Iterator[Example]:
    """Every number that the parser counts, as an example without its role; spans are raw offsets."""
    votes = knowledge.metrics.roles.votes
    for article in split_articles(clean(document.text, knowledge.noise), knowledge.scope):
        if not article.in_scope:
            continue
        text = article.text.text
        quantities = find_quantities(text, knowledge.numbers)
        places = find_places(article, knowledge.gazetteer)
        for statement in counted_statements(text, quantities, places, knowledge.metrics):
            kind = type_of(statement, knowledge.metrics)
            shares = vote(statement, kind, votes)
            start, end = article.text.raw_span(statement.start, statement.end)
            groups = [*features(statement, kind, text, votes), *features_of_sentence(statement, text)]
            seen = {group + name: value for group, names, value in groups for name in names}
            yield Example(document.doc, start, end, seen, max(shares, key=lambda role: shares[role]))


def _record(example: Example) -> dict[str, Any]:
    return {"doc": example.doc, "start": example.start, "end": example.end, "example": example}


def _with_role(example: Example, role: str) -> Example:
    return Example(example.doc, example.start, example.end, example.features, example.voted, role)


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    sys.exit(main())
