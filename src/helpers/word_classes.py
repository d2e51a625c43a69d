"""Words by what they mean: the verbs, nouns and cues of `data/lexicon/word_classes.yml` in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from helpers.clauses import Span


class ClassedWord(NamedTuple):
    """A word of a class where it stands in the text; `verb` tells verbs from nouns and cues."""

    start: int
    end: int
    name: str
    verb: bool


@dataclass(frozen=True, slots=True)
class WordClasses:
    """The classes of words.

    `classes` has each word's class and whether it is a verb, `lengths` by their first character how long the words are
    that begin with it, longest first; `nouns` has the classes of nouns alone.
    """

    classes: Mapping[str, tuple[str, bool]]
    lengths: Mapping[str, tuple[int, ...]]
    nouns: Mapping[str, str]
    longest_noun: int

    def words(self, text: str, span: Span) -> list[ClassedWord]:
        """The words within the span, the longest first where several begin; none overlap."""
        found: list[ClassedWord] = []
        at, end = span
        lengths, classes = self.lengths.get, self.classes.get
        while at < end:
            step = 1
            for length in lengths(text[at], ()):
                if named := classes(text[at : at + length]):
                    step = length
                    found.append(ClassedWord(at, at + step, *named))
                    break
            at += step
        return found

    def of_noun(self, phrase: str) -> str:
        """The class of the longest noun that the phrase ends with, else ""."""
        for start in range(max(0, len(phrase) - self.longest_noun), len(phrase)):
            if name := self.nouns.get(phrase[start:]):
                return name
        return ""
