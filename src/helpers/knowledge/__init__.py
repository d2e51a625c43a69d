"""What the project knows, as data: the sole reader of `data/lexicon` and `data/gazetteer`.

Each submodule owns one part: the typed rows of its files and a frozen record that a stage works with.
"""

from __future__ import annotations

import gc
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from helpers.knowledge.claims import ClaimKnowledge, load_claims
from helpers.knowledge.fields import FieldKnowledge, load_fields
from helpers.knowledge.gazetteer import Gazetteer, load_gazetteer
from helpers.knowledge.links import LinkKnowledge, load_links
from helpers.knowledge.mechanisms import MechanismKnowledge, load_mechanisms
from helpers.knowledge.metrics import MetricKnowledge, load_metrics
from helpers.knowledge.noise import NoiseKnowledge, load_noise
from helpers.knowledge.numbers import NumberKnowledge, load_numbers
from helpers.knowledge.relations import RelationKnowledge, load_relations
from helpers.knowledge.results import ResultKnowledge, load_results
from helpers.knowledge.scope import ScopeKnowledge, load_scope

DATA = Path(__file__).resolve().parents[3] / "data"


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All parts, loaded and checked. Passed to every stage; never changed."""

    noise: NoiseKnowledge
    scope: ScopeKnowledge
    numbers: NumberKnowledge
    gazetteer: Gazetteer
    metrics: MetricKnowledge
    mechanisms: MechanismKnowledge
    fields: FieldKnowledge
    results: ResultKnowledge
    claims: ClaimKnowledge
    relations: RelationKnowledge
    links: LinkKnowledge


def load_knowledge(data: Path = DATA) -> Knowledge:
    """Load all lexicons below `data`; raises `InputError` naming file, line and remedy for a broken row."""
    return Knowledge(
        noise=load_noise(data),
        scope=load_scope(data),
        numbers=load_numbers(data),
        gazetteer=load_gazetteer(data),
        metrics=load_metrics(data),
        mechanisms=load_mechanisms(data),
        fields=load_fields(data),
        results=load_results(data),
        claims=load_claims(data),
        relations=load_relations(data),
        links=load_links(data),
    )


@cache
def default_knowledge() -> Knowledge:
    """The knowledge shipped in `data/`, loaded once for each process."""
    knowledge = load_knowledge()
    gc.freeze()  # it lives as long as the process: the collector need not go through it again and again
    return knowledge
