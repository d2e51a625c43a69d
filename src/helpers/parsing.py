"""Runs the stages: `parse_document` is the one pure function that a laptop and a cluster share.

Many documents take their steps together, stage by stage: what a stage knows is far more than what it reads, and stays near
the processor while all of them need it.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TypeVar

from helpers.articles import split_articles
from helpers.attributes import Page, find_attributes
from helpers.claims import find_claims
from helpers.cleaning import clean
from helpers.corpus import Rejected, read_corpus
from helpers.corrections import Correction, apply_corrections
from helpers.facts import unstated
from helpers.knowledge import Knowledge
from helpers.links import find_links
from helpers.lists import find_lists
from helpers.mechanisms import code_mechanisms
from helpers.metrics import code_metrics, counted_statements
from helpers.model import Article, CodedArticle, Document, Records
from helpers.places import find_places
from helpers.quantities import find_quantities
from helpers.relations import find_relations
from helpers.results import judge_metrics
from helpers.scenes import set_scene

T = TypeVar("T")
Steps = Generator[None, None, T]
"""Work that pauses (`yield`) behind each stage, and what it returns in the end."""
_TOGETHER = 16


def code_article(article: Article, page: Page, knowledge: Knowledge) -> Steps[CodedArticle]:
    """The article with all that is coded in it; of one out of scope only what kind of text it is."""
    if not article.in_scope:
        return CodedArticle(article, attributes=find_attributes(article, (), page, knowledge.fields))
    places = find_places(article, knowledge.gazetteer)
    yield
    quantities = find_quantities(article.text.text, knowledge.numbers)
    yield
    scene = set_scene(article, places)
    yield
    statements = counted_statements(article.text, quantities, places, knowledge.metrics)
    yield
    metrics = code_metrics(statements, scene, knowledge.metrics)
    yield
    relations = find_relations(article.text.text, metrics, knowledge.relations)
    with_base = {relation.metric for relation in relations if relation.kind == "share_of"}
    yield
    metrics = judge_metrics(article, metrics, with_base, knowledge.results)
    yield
    aside = unstated(article, knowledge.mechanisms.cues)
    mechanisms = code_mechanisms(article, scene, aside, knowledge.mechanisms)
    yield
    claims = find_claims(article, metrics, scene, aside, knowledge.claims)
    yield
    attributes = find_attributes(article, places, page, knowledge.fields)
    yield
    links = find_links(
        article.text, mechanisms, metrics, claims, aside, knowledge.links, knowledge.mechanisms
    )
    lists = find_lists(article.text.text)
    return CodedArticle(article, places, metrics, mechanisms, attributes, claims, relations, links, lists)


def parse_document(document: Document, knowledge: Knowledge) -> Records:
    """All records of one document, in the order of the text. Pure: the same input gives the same records."""
    return finished(_parsed(document, knowledge))


def finished(work: Steps[T]) -> T:
    """What the work returns when all its steps are taken."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            result: T = end.value
            return result


def in_step(works: Iterable[Steps[T]]) -> Steps[list[T]]:
    """Takes each step of all works before the next one of any; what they return, in their order."""
    done: dict[int, T] = {}
    going = list(enumerate(works))
    while going:
        left = []
        for number, work in going:
            try:
                next(work)
                left.append((number, work))
            except StopIteration as end:
                done[number] = end.value
        going = left
        yield
    return [done[number] for number in sorted(done)]


def _parsed(document: Document, knowledge: Knowledge) -> Steps[Records]:
    cleaned = clean(document.text, knowledge.noise)
    yield
    articles = split_articles(cleaned, knowledge.scope)
    page = Page(document, cleaned.noise, len(articles))
    yield
    coded = yield from in_step([code_article(article, page, knowledge) for article in articles])
    return Records(document, cleaned.noise, tuple(coded))


def _parsed_or_rejected(document: Document | Rejected, knowledge: Knowledge) -> Steps[Records | Rejected]:
    if isinstance(document, Rejected):
        return document
    try:
        return (yield from _parsed(document, knowledge))
    except Exception as error:  # one bad article never stops the others: it is set aside with its reason
        return Rejected(document.file, f"could not be parsed: {type(error).__name__}: {error}; report it")


def parse_corpus(
    paths: Sequence[Path], knowledge: Knowledge, corrections: Sequence[Correction] = ()
) -> Iterator[Records | Rejected]:
    """Parse files and folders one document at a time, in the order of their names.

    A document that cannot be read or parsed is given back as `Rejected` and the next one goes on.

    Raises:
        InputError: if there is nothing to read, or a correction no longer finds what it expects.
    """
    yield from parse_documents(read_corpus(paths), knowledge, corrections)


def parse_documents(
    documents: Iterable[Document | Rejected], knowledge: Knowledge, corrections: Sequence[Correction] = ()
) -> Iterator[Records | Rejected]:
    """Parse what `read_corpus` gives; see `parse_corpus`."""
    waiting = iter(documents)
    while batch := list(islice(waiting, _TOGETHER)):
        for parsed in finished(in_step(_parsed_or_rejected(document, knowledge) for document in batch)):
            yield parsed if isinstance(parsed, Rejected) else apply_corrections(parsed, corrections)
