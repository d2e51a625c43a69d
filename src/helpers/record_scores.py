"""Scores of the codebook's records: items, numbers, places and mechanisms, by the rules of the reference scorer."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from helpers.agreement import SAME_FIELD, Record, bare_place, contains, plain, same_district, same_name
from helpers.scoring import Evaluation, Fault, Finder, Score, fault_of, match_by_overlap, shares

ARTICLE_SLACK = 40


def score_articles(gold: Sequence[Record], found: Sequence[Record]) -> Evaluation:
    """Items by where they start, and whether each is rightly in or out of scope."""
    used: set[int] = set()
    faults, right_scope = [], 0
    for record in gold:
        near = [
            (abs(row["start"] - record["start"]), index)
            for index, row in enumerate(found)
            if row["doc"] == record["doc"] and index not in used
        ]
        if not near or min(near)[0] > ARTICLE_SLACK:
            faults.append(Fault("articles", "missed", record["doc"], record["title"], record["title"], ""))
            continue
        index = min(near)[1]
        used.add(index)
        same = bool(found[index]["in_scope"]) == bool(record["in_scope"])
        right_scope += same
        if not same:
            scope = str(found[index]["in_scope"])
            faults.append(
                Fault("articles", "in_scope", record["doc"], record["title"], str(record["in_scope"]), scope)
            )
    for index, row in enumerate(found):
        if index not in used:
            faults.append(Fault("articles", "extra", row["doc"], str(row["title"]), "", str(row["title"])))
    accuracy = {"in_scope": right_scope / len(used) if used else 0.0}
    return Evaluation(
        {"articles": Score(len(used), len(found), len(gold))}, {"articles": accuracy}, tuple(faults), ()
    )


def score_metrics(gold: Sequence[Record], found: Sequence[Record]) -> Evaluation:
    """Numbers one to one by overlap, with the share of each field that is right."""
    pairs, missed, extra = match_by_overlap(gold, found)
    pairs = [(g, f) for g, f in pairs if not g.get("optional")]
    missed = [g for g in missed if not g.get("optional")]
    right: Counter[str] = Counter()
    strict, faults = 0, []
    for g, f in pairs:
        correct = {field: same(f, g) for field, same in SAME_FIELD.items()}
        right.update(field for field, ok in correct.items() if ok)
        strict += correct["value"] and correct["unit"] and correct["bound"]
        for field, ok in correct.items():
            if not ok:
                faults.append(fault_of("metrics", field, g, g["quote"], g.get(field), f.get(field)))
    faults += [fault_of("metrics", "missed", g, g["quote"], g["indicator"], None) for g in missed]
    faults += [fault_of("metrics", "extra", f, f["quote"], None, f["indicator"]) for f in extra]
    predicted, wanted = len(pairs) + len(extra), len(pairs) + len(missed)
    scores = {
        "metrics.detection": Score(len(pairs), predicted, wanted),
        "metrics.strict": Score(strict, predicted, wanted),
    }
    return Evaluation(
        scores, {"metrics": shares(right, tuple(SAME_FIELD), len(pairs))}, tuple(faults), tuple(pairs)
    )


def score_communities(gold: Sequence[Record], found: Sequence[Record], article_of: Finder) -> Evaluation:
    """Places by name within each gold item."""
    wanted: dict[tuple[str, str | None], dict[str, Record]] = defaultdict(dict)
    for g in gold:
        wanted[g["doc"], g["article"]].setdefault(bare_place(g["name"]), g)
    present: dict[tuple[str, str | None], dict[str, Record]] = defaultdict(dict)
    for f in found:
        present[f["doc"], article_of(f)].setdefault(bare_place(f["name"]), f)
    right: Counter[str] = Counter()
    optional, faults = 0, []
    for key, names in wanted.items():
        left = dict(present.pop(key, {}))
        for name, g in names.items():
            hit = name if name in left else next((other for other in left if contains(other, name)), None)
            if hit is None:
                if not g.get("optional"):
                    faults.append(fault_of("communities", "missed", g, g["name"], g["name"], None))
                continue
            f = left.pop(hit)
            if g.get("optional"):
                optional += 1
                continue
            correct = {
                "found": True,
                "district": same_district(f.get("district"), g.get("district")),
                "subdistrict": plain(f.get("subdistrict")) == plain(g.get("subdistrict")),
                "level": f.get("level") == g.get("level"),
            }
            right.update(field for field, ok in correct.items() if ok)
            faults += [
                fault_of("communities", field, g, g["name"], g.get(field), f.get(field))
                for field, ok in correct.items()
                if not ok
            ]
        faults += [fault_of("communities", "extra", f, f["name"], None, f["name"]) for f in left.values()]
    faults += [
        fault_of("communities", "extra", f, f["name"], None, f["name"])
        for left in present.values()
        for f in left.values()
    ]
    predicted = len({(f["doc"], article_of(f), bare_place(f["name"])) for f in found}) - optional
    total = sum(not g.get("optional") for names in wanted.values() for g in names.values())
    accuracy = shares(right, ("district", "subdistrict", "level"), right["found"])
    return Evaluation(
        {"communities": Score(right["found"], predicted, total)}, {"communities": accuracy}, tuple(faults), ()
    )


def score_mechanisms(gold: Sequence[Record], found: Sequence[Record], article_of: Finder) -> Evaluation:
    """Mechanisms by category within each gold item, and the names of schemes."""
    required = {(g["doc"], g["article"], g["code"]) for g in gold if not g.get("optional")}
    optional = {(g["doc"], g["article"], g["code"]) for g in gold if g.get("optional")} - required
    coded = {(f["doc"], article_of(f), f["code"]) for f in found} - optional
    faults = [
        Fault("mechanisms", "missed", doc, code, str(title), "")
        for doc, title, code in sorted(required - coded)
    ]
    faults += [
        Fault("mechanisms", "extra", doc, code, "", str(title))
        for doc, title, code in sorted(coded - required, key=str)
    ]
    names = {(g["doc"], plain(g["name"])) for g in gold if g.get("name") and not g.get("optional")}
    all_names = {(g["doc"], plain(g["name"])) for g in gold if g.get("name")}
    found_names = {(f["doc"], plain(f["name"])) for f in found if len(plain(f.get("name"))) >= 2}
    recalled = sum(any(same_name(name, other) for other in found_names) for name in names)
    precise = sum(any(same_name(name, other) for other in all_names) for name in found_names)
    accuracy = {
        "named_recall": recalled / len(names) if names else 0.0,
        "named_precision": precise / len(found_names) if found_names else 0.0,
    }
    score = Score(len(required & coded), len(coded), len(required))
    return Evaluation({"mechanisms": score}, {"mechanisms": accuracy}, tuple(faults), ())
