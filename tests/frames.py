"""Small tables made by hand: each row names what its test is about, the rest has a default."""

from itertools import count
from typing import Any

from helpers.schema import TABLES
from helpers.tables import Frames, frame

_DEFAULTS: dict[str, dict[str, Any]] = {
    "documents": {
        "doc": "d1",
        "file": "d1.txt",
        "sha256": "0" * 64,
        "encoding": "utf-8",
        "chars": 100,
        "noise": "{}",
        "publish": "full",
    },
    "articles": {
        "doc": "d1",
        "start": 0,
        "end": 50,
        "segments": "[]",
        "title": "晨光议事",
        "in_scope": True,
        "scope_reason": "test",
        "chars": 50,
        "completeness": "full",
        "genre": "report",
        "year_basis": "unknown",
        "problems": "[]",
    },
    "communities": {
        "article_id": "ar1",
        "doc": "d1",
        "start": 0,
        "end": 5,
        "name": "晨光居民区",
        "level": "community",
        "district": "黄浦区",
        "resolved_by": "stated",
        "candidates": "[]",
    },
    "metrics": {
        "article_id": "ar1",
        "doc": "d1",
        "start": 0,
        "end": 3,
        "quote": "90%",
        "text": "90%",
        "sentence": "满意度90%。",
        "value": 90,
        "bound": "exact",
        "unit": "%",
        "indicator": "满意度",
        "indicator_type": "satisfaction",
        "kind": "level",
        "role": "outcome",
        "community": "晨光居民区",
        "district": "黄浦区",
        "is_service": False,
    },
    "mechanisms": {
        "article_id": "ar1",
        "doc": "d1",
        "start": 0,
        "end": 3,
        "evidence": "议事厅",
        "code": "deliberation",
        "district": "黄浦区",
        "facet": "instrument",
    },
    "attributes": {
        "article_id": "ar1",
        "doc": "d1",
        "start": 0,
        "end": 3,
        "evidence": "停车难",
        "field": "problem",
        "value": "parking",
        "basis": "stated",
    },
    "claims": {
        "article_id": "ar1",
        "doc": "d1",
        "start": 0,
        "end": 5,
        "evidence": "纠纷明显减少",
        "domain": "disputes_law",
        "is_service": False,
        "direction": "down",
        "district": "黄浦区",
    },
    "relations": {
        "article_id": "ar1",
        "doc": "d1",
        "kind": "part_of",
        "metric_id": "me1",
        "other_id": "me2",
    },
    "links": {
        "article_id": "ar1",
        "doc": "d1",
        "start": 0,
        "end": 2,
        "evidence": "通过",
        "link": "stated",
        "code": "deliberation",
        "mechanism_id": "mech1",
        "domain": "satisfaction",
    },
    "lists": {
        "article_id": "ar1",
        "doc": "d1",
        "start": 0,
        "end": 9,
        "quote": "两大平台：甲、乙",
        "text": "两大平台：甲、乙",
        "name": "两大平台",
        "announced": 2,
        "listed": 2,
    },
    "quarantine": {"file": "x.bin", "reason": "not text"},
}

# How firmly a number is reported that has neither base nor measurer nor comparison.
_STRENGTHS = {
    "outcome": {"before_after": "R5", "change": "R4", "level": "R3", "frequency": "R3"},
    "output": dict.fromkeys(("before_after", "change", "level", "frequency"), "R2"),
}


def make_frames(**tables: list[dict[str, Any]]) -> Frames:
    """Checked tables with these rows; a missing key is numbered (ar1, ar2, …, co1, …, me1, …)."""
    frames = {}
    for table in TABLES:
        ids = (f"{table.name[:2]}{number}" for number in count(1))
        empty = dict.fromkeys(column.name for column in table.columns)
        rows = [empty | _DEFAULTS[table.name] | fields for fields in tables.get(table.name, [])]
        for row in rows:
            row[table.key] = row[table.key] or next(ids)
            if table.name == "metrics" and row["kind"] != "standard":
                row["strength"] = row["strength"] or _STRENGTHS.get(row["role"], {}).get(row["kind"])
        frames[table.name] = frame(table, rows)
    return frames
