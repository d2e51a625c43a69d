"""The language layer: whatever a chart, table or computed sentence says comes from here.

Quotes, indicators and names of places stay as the articles write them; everything else is a label.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, reduce
from pathlib import Path

from markupsafe import Markup, escape

from helpers.chinese import marked_chinese
from helpers.errors import InputError
from helpers.knowledge import DATA
from helpers.knowledge.labels import LANGUAGES, LabelTexts, load_labels


class Labels:
    """The labels of one edition.

    A template's whole numbers are written with thousands separators, and choose their noun where the template
    gives two: `{n:#article|articles}` is "1 article" or "1,200 articles".
    """

    def __init__(self, lang: str, data: Path = DATA) -> None:
        if lang not in LANGUAGES:
            raise InputError(f"lang={lang!r}: no such edition; use one of {', '.join(LANGUAGES)}")
        self.lang = lang
        self._texts = _loaded(data).by_language[lang]

    def label(self, key: str) -> str:
        """The text of `key`; raises `InputError` if there is none."""
        try:
            return self._texts[key]
        except KeyError:
            raise InputError(f"label {key} is missing; add a row to data/lexicon/labels") from None

    def sentence(self, key: str, **values: object) -> str:
        """The template `key` with its names filled in, as plain text."""
        return self.label(key).format(**_counted(values))

    def html(self, key: str, **values: object) -> Markup:
        """The same as HTML: what is filled in is escaped unless it is `Markup` itself."""
        return self.marked(Markup(escape(self.label(key))).format(**_counted(values)))

    def marked(self, text: str) -> Markup:
        """The text as HTML; in an edition of another language its Chinese is marked as that."""
        return escape(text) if self.lang == "zh" else marked_chinese(text)

    def names(self, prefix: str) -> tuple[str, ...]:
        """What stands behind `prefix.` in the keys, in the order of the files: `names("district")`."""
        start = f"{prefix}."
        return tuple(key.removeprefix(start) for key in self._texts if key.startswith(start))

    def place(self, name: str) -> str:
        """A district in this edition's words; any other place as it is written."""
        return self._texts.get(f"district.{name}", name)

    def listing(self, items: Sequence[str]) -> str:
        """The items as an enumeration: "a, b and c"; "" for none."""
        *head, last = items or [""]
        if not head:
            return last
        listed = reduce(lambda done, item: self.sentence("list.more", head=done, item=item), head)
        return self.sentence("list.last", head=listed, item=last)


class _Count(int):
    """A whole number in a template."""

    def __format__(self, spec: str) -> str:
        if spec.startswith("#"):
            one, many = spec[1:].split("|")
            return f"{int(self):,} {one if self == 1 else many}"
        return format(int(self), spec or ",")


def _counted(values: dict[str, object]) -> dict[str, object]:
    return {
        name: _Count(value) if isinstance(value, int) and not isinstance(value, bool) else value
        for name, value in values.items()
    }


@cache
def _loaded(data: Path) -> LabelTexts:
    return load_labels(data)
