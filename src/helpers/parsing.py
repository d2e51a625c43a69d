"""Runs the stages: `parse_document` is the one pure function that a laptop and a cluster share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

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
from helpers.metrics import code_metrics
from helpers.model import Article, CodedArticle, Document, Records
from helpers.places import find_places
from helpers.quantities import find_quantities
from helpers.relations import find_relations
from helpers.results import judge_metrics
from helpers.subjects import set_scene


def code_article(article: Article, page: Page, knowledge: Knowledge) -> CodedArticle:
    """The article with all that is coded in it; of one out of scope only what kind of text it is."""
    if not article.in_scope:
        return CodedArticle(article, attributes=find_attributes(article, (), page, knowledge.fields))
    places = find_places(article, knowledge.gazetteer)
    quantities = find_quantities(article.text.text, knowledge.numbers)
    scene = set_scene(article, places)
    metrics = code_metrics(quantities, places, scene, knowledge.metrics)
    relations = find_relations(article.text.text, metrics, knowledge.relations)
    with_base = {relation.metric for relation in relations if relation.kind == "share_of"}
    aside = unstated(article, knowledge.mechanisms.cues)
    metrics = judge_metrics(article, metrics, with_base, knowledge.results)
    mechanisms = code_mechanisms(article, scene, aside, knowledge.mechanisms)
    claims = find_claims(article, metrics, scene, aside, knowledge.claims)
    return CodedArticle(
        article,
        places,
        metrics,
        mechanisms,
        find_attributes(article, places, page, knowledge.fields),
        claims,
        relations,
        find_links(
            article.text.text, mechanisms, metrics, claims, aside, knowledge.links, knowledge.mechanisms
        ),
        find_lists(article.text.text),
    )


def parse_document(document: Document, knowledge: Knowledge) -> Records:
    """All records of one document, in the order of the text. Pure: the same input gives the same records."""
    cleaned = clean(document.text, knowledge.noise)
    articles = split_articles(cleaned, knowledge.scope)
    page = Page(document, cleaned.noise, len(articles))
    coded = tuple(code_article(article, page, knowledge) for article in articles)
    return Records(document, cleaned.noise, coded)


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
    for document in documents:
        if isinstance(document, Rejected):
            yield document
            continue
        try:
            records = parse_document(document, knowledge)
        except Exception as error:  # one bad article never stops the others: it is set aside with its reason
            yield Rejected(document.file, f"could not be parsed: {type(error).__name__}: {error}; report it")
            continue
        yield apply_corrections(records, corrections)
