"""The extraction held against articles that people coded by hand: figures and faults as rows that a page can show."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from helpers.agreement import Record
from helpers.corpus import read_corpus
from helpers.evaluation import evaluate, read_gold
from helpers.labels import Labels
from helpers.model import Document
from helpers.record_scores import ARTICLE_SLACK
from helpers.scoring import Evaluation, Score
from helpers.tables import Frames

_SENTENCE_END = re.compile(r"[。！？!?\n]")
# Draws of articles for an interval: so many that its ends hold still in the first decimal of a percent or so.
_DRAWS = 2000
_SCORE_COLUMNS = ["score", "gold_records", "extracted", "precision", "recall", "f1"]
_FAULT_COLUMNS = ["table", "fault", "what", "gold", "found", "sentence", "article_id"]


def gold_of(folder: Path, frames: Frames) -> list[Record]:
    """The gold records in `folder` (all its `*.jsonl`) about documents that the tables hold."""
    documents = set(frames["documents"]["doc"])
    files = sorted(folder.glob("*.jsonl"))
    return [record for path in files for record in read_gold(path) if record["doc"] in documents]


def texts_of(folder: Path, frames: Frames) -> dict[str, str]:
    """The raw text of each document that is still in `folder` unchanged, for showing faults in context."""
    known = dict(zip(frames["documents"]["doc"], frames["documents"]["sha256"], strict=True))
    paths = [path for path in (folder / file for file in frames["documents"]["file"]) if path.is_file()]
    return {
        document.doc: document.text
        for document in (read_corpus(paths) if paths else ())
        if isinstance(document, Document) and document.sha256 == known.get(document.doc)
    }


def scores(evaluation: Evaluation) -> pd.DataFrame:
    """Precision, recall and F1 of each kind of record, with the counts behind them."""
    rows = [
        (name, score.gold, score.predicted, score.precision, score.recall, score.f1)
        for name, score in evaluation.scores.items()
    ]
    return pd.DataFrame(rows, columns=_SCORE_COLUMNS)


def intervals(gold: Sequence[Record], frames: Frames) -> pd.DataFrame:
    """The 95 % interval of each F1 (`score`, `f1_low`, `f1_high`): how much it hangs on which articles were coded.

    A percentile bootstrap over articles, not records, since the numbers of one article are right or wrong together
    (Efron and Tibshirani 1993, chapter 13). The draws are seeded: same tables, same interval.
    """
    counts = [_counts(records, frames) for records in _by_article(gold)]
    rows = []
    for name in sorted(set().union(*counts)):
        table = np.array(
            [[s.true_positives, s.predicted, s.gold] for s in (c.get(name, Score(0, 0, 0)) for c in counts)]
        )
        drawn = np.random.default_rng(0).integers(len(table), size=(_DRAWS, len(table)))
        right, predicted, wanted = table[drawn].sum(axis=1).T
        f1 = 2 * right / np.maximum(predicted + wanted, 1)
        rows.append((name, *np.quantile(f1, [0.025, 0.975])))
    return pd.DataFrame(rows, columns=["score", "f1_low", "f1_high"])


def against(gold: Path, frames: Frames) -> Evaluation:
    """The evaluation of the documents that the gold file codes; other documents of the tables are left out."""
    records = read_gold(gold)
    documents = {record["doc"] for record in records}
    own = {name: rows[rows["doc"].isin(documents)] for name, rows in frames.items() if "doc" in rows}
    return evaluate(records, own)


def side_by_side(evaluations: Mapping[str, Evaluation], labels: Labels) -> pd.DataFrame:
    """F1 of each kind of record and the share of right fields, in words (`figure`), a column for each evaluation."""
    columns = {}
    for name, evaluation in evaluations.items():
        found = {labels.label(f"score.{key}"): score.f1 for key, score in evaluation.scores.items()}
        for table, fields in evaluation.accuracy.items():
            for field, share in fields.items():
                words = f"{labels.label(f'table.{table}')}: {labels.label(f'fault.{field}')}"
                found[words] = share
        columns[name] = found
    return pd.DataFrame(columns).rename_axis("figure").reset_index()


def learnt(path: Path, labels: Labels) -> pd.DataFrame:
    """How often a role is right in articles that were left out (`method`, `articles`, `numbers`, `accuracy`).

    `path` is the `folds.csv` that `helpers.training` writes.
    """
    rows = pd.read_csv(path)
    methods = [labels.label(f"method.{name.replace(' ', '_')}") for name in rows["method"]]
    return rows.assign(method=methods, accuracy=rows["right"] / rows["numbers"])


def _by_article(gold: Sequence[Record]) -> list[list[Record]]:
    """The gold records of each article, the article's own record first."""
    heads = {(r["doc"], r["title"]): [r] for r in gold if r["type"] == "article"}
    for record in gold:
        if record["type"] != "article" and (record["doc"], record["article"]) in heads:
            heads[record["doc"], record["article"]].append(record)
    return list(heads.values())


def _counts(records: Sequence[Record], frames: Frames) -> dict[str, Score]:
    """The scores of one article: its gold records against the rows that the tables have of it."""
    head = records[0]
    articles = frames["articles"]
    near = articles[
        (articles["doc"] == head["doc"]) & ((articles["start"] - head["start"]).abs() <= ARTICLE_SLACK)
    ]
    own = set(near["article_id"])
    return evaluate(
        records,
        {name: rows[rows["article_id"].isin(own)] for name, rows in frames.items() if "article_id" in rows},
    ).scores


def confusion(evaluation: Evaluation, field: str, labels: Labels) -> pd.DataFrame:
    """How often a code of `field` (role, kind) was read as another: `gold`, `found` in words and `numbers`."""
    pairs = [(g[field], f[field]) for g, f in evaluation.matched_metrics if g[field] != f[field]]
    counted = pd.DataFrame(pairs, columns=["gold", "found"]).value_counts().reset_index(name="numbers")
    counted = counted.sort_values(["numbers", "gold", "found"], ascending=[False, True, True], kind="stable")
    words = {code: labels.label(f"{field}.{code}") for code in {*counted["gold"], *counted["found"]}}
    return counted.replace({"gold": words, "found": words}).reset_index(drop=True)


def accuracies(evaluation: Evaluation) -> pd.DataFrame:
    """How often each field is right, among the records that were found; least often first within a table."""
    rows = [
        (table, field, share)
        for table, fields in evaluation.accuracy.items()
        for field, share in fields.items()
    ]
    table = pd.DataFrame(rows, columns=["table", "field", "accuracy"])
    return table.sort_values(["table", "accuracy"], kind="stable").reset_index(drop=True)


def faults(evaluation: Evaluation, frames: Frames, texts: Mapping[str, str]) -> pd.DataFrame:
    """Every difference from the gold, with the sentence it stands in and the article it belongs to."""
    rows = [
        (
            fault.table,
            fault.kind,
            fault.what,
            fault.gold,
            fault.found,
            sentence_at(texts.get(fault.doc, ""), fault.start, fault.end),
            _article_at(frames["articles"], fault.doc, fault.start),
        )
        for fault in evaluation.faults
    ]
    return pd.DataFrame(rows, columns=_FAULT_COLUMNS).astype("string")


def sentence_at(text: str, start: int | None, end: int | None) -> str:
    """The sentence of `text` around `text[start:end]`; "" where there is no text or no place in it."""
    if start is None or end is None or not 0 <= start < end <= len(text):
        return ""
    before = [match.end() for match in _SENTENCE_END.finditer(text, 0, start)]
    after = _SENTENCE_END.search(text, end)
    return text[before[-1] if before else 0 : after.end() if after else len(text)].strip()


def _article_at(articles: pd.DataFrame, doc: str, start: int | None) -> str | None:
    if start is None:
        return None
    here = articles[(articles["doc"] == doc) & (articles["start"] <= start) & (start < articles["end"])]
    return None if here.empty else str(here["article_id"].iloc[0])
