"""Which parts of an article state no fact: plans, wishes, negations, questions, the past before a change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from helpers.clauses import Span, Spans
from helpers.headlines import is_short_line
from helpers.knowledge.mechanisms import Cue
from helpers.model import Article

_LACK_REACH = 6
# A short line that is an item of a list, or leads into one (到2027年底：), and so no heading.
_LISTED = re.compile(r"[；;]\s*$|\d.*[：:]\s*$")
UNTRUE, ASKED = 1, 2
# What was (原先堆着杂物的角落): a clause that names a thing, of which the next clauses tell what became.
_THING = re.compile(r"的[一-鿿、]{2,7}$")
_QUESTION = re.compile(r"[？?][”’」』）)]*\s*$")


def unstated(article: Article, cues: Mapping[Cue, re.Pattern[str]]) -> bytearray:
    """One byte for each character of the article's text: UNTRUE where it states no fact, ASKED where it asks."""
    text = article.text.text
    clauses, sentences = article.text.clauses, article.text.sentences
    mask = bytearray(len(text) + 1)
    for start, end in zip(sentences.starts, sentences.ends, strict=True):
        if _QUESTION.search(text, start, end):
            mask[start:end] = bytes([ASKED]) * (end - start)
    for start, end in (*_spans(text, clauses, sentences, cues), *_sections(article, cues["apart"])):
        mask[start:end] = bytes([UNTRUE]) * (end - start)
    return mask


def _spans(
    text: str, clauses: Spans, sentences: Spans, cues: Mapping[Cue, re.Pattern[str]]
) -> Iterator[Span]:
    for cue in ("plan", "wish"):
        for match in cues[cue].finditer(text):
            yield match.start(), sentences[sentences.at(match.start())][1]
    for match in cues["past"].finditer(text):
        clause_end = clauses[clauses.at(match.start())][1]
        if _THING.search(text, match.end(), clause_end):
            yield match.start(), clause_end
            continue
        end = sentences[sentences.at(match.start())][1]
        now = cues["now"].search(text, match.end(), end)
        yield match.start(), max(match.end(), clauses[clauses.at(now.start())][0]) if now else end
    for match in cues["negation"].finditer(text):
        yield match.start(), clauses[clauses.at(match.start())][1]
    for match in cues["slogan"].finditer(text):
        yield clauses[clauses.at(match.start())]
    for match in cues["topic"].finditer(text):
        yield match.span()
    for match in cues["lack"].finditer(text):
        yield max(clauses[clauses.at(match.start())][0], match.start() - _LACK_REACH), match.end()


def _sections(article: Article, apart: re.Pattern[str]) -> Iterator[Span]:
    """Paragraphs below a short line that announces plans or problems, up to the next short line."""
    text = article.text.text
    start: int | None = None
    for paragraph in article.paragraphs:
        line = text[paragraph.start : paragraph.end]
        if not is_short_line(line) or _LISTED.search(line):
            continue
        if start is not None:
            yield start, paragraph.start
        start = paragraph.start if apart.search(line) else None
    if start is not None:
        yield start, len(text)
