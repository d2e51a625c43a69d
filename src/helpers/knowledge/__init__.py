"""What the project knows, as data: the sole reader of `data/lexicon` and `data/gazetteer`.

Each submodule owns one part: the typed rows of its files and a frozen record that a stage works with.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parents[3] / "data"


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All parts, loaded and checked. Passed to every stage; never changed."""


def load_knowledge(data: Path = DATA) -> Knowledge:
    """Load all lexicons below `data`; raises `InputError` naming file, line and remedy for a broken row."""
    return Knowledge()


@cache
def default_knowledge() -> Knowledge:
    """The knowledge shipped in `data/`, loaded once for each process."""
    return load_knowledge()
