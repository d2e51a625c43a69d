"""Which lexicon entries a collection of articles never uses: a report for whoever keeps the lexicons, no warning."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

from helpers.spelling import plain

# Fields of lexicon rows that hold words of the language as they stand in a text.
_WORDS = ("word", "words", "unit", "aliases", "suffix", "terms")
_EXPRESSION = re.compile(r"[\\^$*+?()\[\]{}|]")


def unused_entries(lexicons: Path, texts: Iterable[str]) -> Iterator[str]:
    """`file:line: word` for each word of the lexicons in `lexicons` that stands in none of `texts`.

    Expressions are left out: what they match cannot be told from how they are written.
    """
    text = "\n".join(plain(one) for one in texts)
    for path in sorted(lexicons.glob("*.yml")):
        nodes = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        for row in nodes.value if nodes else ():
            for field, value in row.value:
                if field.value in _WORDS:
                    for word in value.value if isinstance(value, yaml.SequenceNode) else [value]:
                        if not _EXPRESSION.search(word.value) and plain(word.value) not in text:
                            yield f"{path.name}:{word.start_mark.line + 1}: {word.value}"
