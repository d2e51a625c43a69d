"""Every word that the book itself says, in English and in Chinese: codes, headings, titles, sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from types import MappingProxyType

from pydantic import Field

from helpers.errors import InputError
from helpers.knowledge.reader import Row, read_rows

LANGUAGES = ("en", "zh")


class LabelRow(Row):
    """One label or sentence template in both languages; `{name}` marks what a sentence fills in."""

    key: str = Field(pattern=r"^[a-z0-9_]+\.\S.*$")
    en: str = Field(min_length=1)
    zh: str = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class LabelTexts:
    """The texts of each language by key, in the order of the files."""

    by_language: Mapping[str, Mapping[str, str]]


def load_labels(data: Path) -> LabelTexts:
    """All rows of `data/lexicon/labels/*.yml`.

    Raises:
        InputError: for a broken row, for a key given twice, or where the two languages of a template do not
            fill in the same names (one of them would lose a number).
    """
    texts: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}
    for path in sorted((data / "lexicon" / "labels").glob("*.yml")):
        for row in read_rows(path, LabelRow):
            if row.key in texts["en"]:
                raise InputError(f"{path}: {row.key} is already a label; remove one of the two")
            if _fields(path, row.key, row.en) != _fields(path, row.key, row.zh):
                raise InputError(f"{path}: {row.key}: use the same {{names}} in en and in zh")
            texts["en"][row.key], texts["zh"][row.key] = row.en, row.zh
    if not texts["en"]:
        raise InputError(f"{data / 'lexicon' / 'labels'}: no labels here; restore them from the repository")
    return LabelTexts(MappingProxyType({lang: MappingProxyType(book) for lang, book in texts.items()}))


def _fields(path: Path, key: str, template: str) -> set[str]:
    try:
        return {name for _, name, _, _ in Formatter().parse(template) if name is not None}
    except ValueError as error:
        raise InputError(f"{path}: {key}: {error}; write a brace of the text itself twice") from None
