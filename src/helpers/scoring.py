"""What all scores are made of: counts, differences from the gold, and the matching of records that overlap."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from helpers.agreement import Record

Finder = Callable[[Record], str | None]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 with the counts behind them; all zero where there is nothing to count."""

    true_positives: int
    predicted: int
    gold: int

    @property
    def precision(self) -> float:
        """Share of what was extracted that is right."""
        return self.true_positives / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found."""
        return self.true_positives / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Fault:
    """One difference from the gold. `kind` is `missed`, `extra` or the name of the wrong field.

    `start`/`end` are raw offsets of the record, None where the gold gives none.
    """

    table: str
    kind: str
    doc: str
    what: str
    gold: str
    found: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All figures of one comparison. `accuracy` holds shares of the matched records, by table and field."""

    scores: dict[str, Score] = field(default_factory=dict)
    accuracy: dict[str, dict[str, float]] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    matched_metrics: tuple[tuple[Record, Record], ...] = ()

    @classmethod
    def joined(cls, parts: Sequence[Evaluation]) -> Evaluation:
        """The figures of all the parts, in their order."""
        return cls(
            {name: score for part in parts for name, score in part.scores.items()},
            {name: fields for part in parts for name, fields in part.accuracy.items()},
            tuple(fault for part in parts for fault in part.faults),
            tuple(pair for part in parts for pair in part.matched_metrics),
        )


def match_by_overlap(
    gold: Sequence[Record], found: Sequence[Record], agree: Callable[[Record, Record], bool] | None = None
) -> tuple[list[tuple[Record, Record]], list[Record], list[Record]]:
    """Pairs of gold and found records of one document, largest overlap first; then missed and extra ones.

    With `agree`, only records of which it is true can be a pair.
    """
    by_doc: dict[str, list[int]] = defaultdict(list)
    for index, record in enumerate(found):
        by_doc[record["doc"]].append(index)
    candidates = []
    for i, g in enumerate(gold):
        for j in by_doc[g["doc"]]:
            f = found[j]
            shared = overlap(g, f)
            if shared > 0 and (agree is None or agree(g, f)):
                candidates.append((shared, -abs(g["start"] - f["start"]), i, j))
    used_gold: set[int] = set()
    used_found: set[int] = set()
    pairs = []
    for _, _, i, j in sorted(candidates, reverse=True):
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            pairs.append((gold[i], found[j]))
    missed = [g for i, g in enumerate(gold) if i not in used_gold]
    extra = [f for j, f in enumerate(found) if j not in used_found]
    return pairs, missed, extra


def overlap(a: Record, b: Record) -> int:
    """How many characters two records of one document share; negative where they lie apart."""
    return int(min(a["end"], b["end"]) - max(a["start"], b["start"]))


def article_finder(gold_articles: Iterable[Record]) -> Finder:
    """A function that gives the title of the gold article in which a record stands."""
    starts: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for record in gold_articles:
        starts[record["doc"]].append((record["start"], record["title"]))

    def find(row: Record) -> str | None:
        ordered = sorted(starts[row["doc"]])
        before = [title for start, title in ordered if start <= row["start"]]
        return before[-1] if before else ordered[0][1] if ordered else None

    return find


def fault_of(table: str, kind: str, record: Record, what: str, gold: object, found: object) -> Fault:
    """The difference between `gold` and `found` (None is nothing) at the place of `record`."""
    return Fault(
        table,
        kind,
        record["doc"],
        str(what),
        "" if gold is None else str(gold),
        "" if found is None else str(found),
        record.get("start"),
        record.get("end"),
    )


def shares(right: Counter[str], fields: Sequence[str], total: int) -> dict[str, float]:
    """Of `total` records, the share that has each field right."""
    return {name: right[name] / total if total else 0.0 for name in fields}
