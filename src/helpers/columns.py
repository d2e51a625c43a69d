"""What a column and a table are, and the columns that many tables share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ColumnType = Literal["string", "integer", "number", "boolean"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `values` lists what is allowed (empty: anything), `unit` what a number counts."""

    name: str
    type: ColumnType
    description: str
    description_zh: str
    required: bool = False
    values: tuple[str, ...] = ()
    unit: str = ""
    unique: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its first column is its primary key."""

    name: str
    description: str
    description_zh: str
    columns: tuple[Column, ...]

    @property
    def key(self) -> str:
        """The name of the primary key."""
        return self.columns[0].name


DOC = Column("doc", "string", "The document: its file name without suffix.", "文档：去掉后缀的文件名。", True)
ARTICLE = Column("article_id", "string", "The article that this stands in.", "所在文章。", True)


def offsets(what: str, what_zh: str) -> tuple[Column, Column]:
    """The columns `start` and `end` of a raw span."""
    unit = "code points in the raw file"
    return (
        Column("start", "integer", f"Where {what} begins.", f"{what_zh}的起点。", True, unit=unit),
        Column(
            "end", "integer", f"Where {what} ends (exclusive).", f"{what_zh}的终点（不含）。", True, unit=unit
        ),
    )


def record_key(name: str) -> Column:
    """A primary key that is the same on any machine."""
    return Column(
        name, "string", "Stable id, the same on any machine.", "稳定编号，换机器不变。", True, unique=True
    )
