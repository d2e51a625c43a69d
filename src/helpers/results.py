"""Judges the numbers of an article as reports of results: domain, who measured, what is compared, how firmly."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from helpers.domains import domain_of
from helpers.knowledge.results import ResultKnowledge
from helpers.model import Article, Metric
from helpers.warrants import Warrants, strength_of

_JUDGED = ("output", "outcome")


def judge_metrics(
    article: Article, metrics: Sequence[Metric], with_base: Collection[int], knowledge: ResultKnowledge
) -> tuple[Metric, ...]:
    """The metrics with all fields filled in that tell of results, from `domain` to `strength`.

    `with_base` are the places in `metrics` of shares whose base the article gives. Only outputs and outcomes have
    a domain and a strength.
    """
    text = article.text.text
    clauses = article.text.clauses
    warrants = Warrants(text, clauses, article.text.sentences, metrics, knowledge)
    judged = []
    for number, metric in enumerate(metrics):
        measurer, compared_with = warrants.measurer(metric), warrants.comparison(metric)
        superlative = warrants.superlative(metric)
        domain, is_service = None, False
        if metric.role in _JUDGED:
            clause = text[slice(*clauses[clauses.at(metric.start)])]
            domain, is_service = domain_of(metric, clause, knowledge.domains)
        if not (measurer or compared_with or superlative or metric.role in _JUDGED):
            judged.append(metric)
            continue
        judged.append(
            metric._replace(
                domain=domain,
                is_service=is_service,
                measured_by=measurer.name if measurer else None,
                compared_with=compared_with,
                superlative=superlative,
                followed=warrants.followed(metric) if metric.role == "outcome" else None,
                strength=strength_of(metric, measurer, compared_with, number in with_base),
            )
        )
    return tuple(judged)
