"""An article's cleaned text as HTML, every coded span marked and a target for links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from helpers.model import Article, Paragraph

_TAGS = {"title": "p", "place": "p", "heading": "h3", "paragraph": "p"}


@dataclass(frozen=True, slots=True)
class Span:
    """A coded span of an article's cleaned text. `id` is "" for a mention that no link leads to."""

    start: int
    end: int
    kind: str
    id: str
    title: str


def marked_article(article: Article, spans: Sequence[Span], only_marked: bool = False) -> Markup:
    """All paragraphs with their marks; with `only_marked` just the sentences that hold one.

    Spans may overlap: each stretch of text is wrapped in a mark for every span that covers it, and a span's id
    stands at its first stretch.
    """
    seen: set[str] = set()
    parts = []
    for paragraph in article.paragraphs:
        pieces = (
            _sentences(article.text.text, paragraph) if only_marked else [(paragraph.start, paragraph.end)]
        )
        kept = [p for p in pieces if not only_marked or any(s.start < p[1] and p[0] < s.end for s in spans)]
        if not kept:
            continue
        inside = Markup(" … ").join(
            _marked(article.text.text, start, end, spans, seen) for start, end in kept
        )
        tag = _TAGS[paragraph.kind]
        parts.append(Markup('<{0} class="article-{1}">{2}</{0}>').format(Markup(tag), paragraph.kind, inside))
    return Markup("\n").join(parts)


def _sentences(text: str, paragraph: Paragraph) -> list[tuple[int, int]]:
    ends = [i + 1 for i in range(paragraph.start, paragraph.end) if text[i] in "。！？!?；"]
    bounds = sorted({paragraph.start, *ends, paragraph.end})
    return list(zip(bounds, bounds[1:], strict=False))


def _marked(text: str, start: int, end: int, spans: Sequence[Span], seen: set[str]) -> Markup:
    here = [span for span in spans if span.start < end and start < span.end]
    cuts = {start, end} | {c for span in here for c in (span.start, span.end) if start < c < end}
    bounds = sorted(cuts)
    return Markup("").join(
        _stretch(text[a:b], [s for s in here if s.start <= a and b <= s.end], seen)
        for a, b in zip(bounds, bounds[1:], strict=False)
    )


def _stretch(text: str, covering: Sequence[Span], seen: set[str]) -> Markup:
    html = Markup("{}").format(text)
    for span in sorted(covering, key=lambda s: (s.end - s.start, s.kind, s.id)):
        html = Markup('<mark class="{}"{} title="{}">{}</mark>').format(
            span.kind, Markup("").join(_id(span, seen)), span.title, html
        )
    return html


def _id(span: Span, seen: set[str]) -> Iterator[Markup]:
    if span.id and span.id not in seen:
        seen.add(span.id)
        yield Markup(' id="{}"').format(span.id)
