"""The extraction held against articles that people coded by hand: figures and faults as rows that a page can show."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from helpers.agreement import Record
from helpers.corpus import read_corpus
from helpers.evaluation import Evaluation, read_gold
from helpers.model import Document
from helpers.tables import Frames

_SENTENCE_END = re.compile(r"[。！？!?\n]")
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
