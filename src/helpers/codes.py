"""The closed lists that records are coded with. What each code means stands in the labels and the method page."""

from __future__ import annotations

BOUNDS = ("exact", "approx", "at_least", "at_most")
KINDS = ("level", "change", "before_after", "frequency", "standard")
ROLES = ("context", "input", "output", "outcome")
LEVELS = ("city", "subdistrict", "community", "estate", "site")
MECHANISM_CODES = (
    "party_leadership",
    "deliberation",
    "grid_management",
    "alliance",
    "self_governance",
    "micro_renewal",
    "service_facilities",
    "property_management",
    "digital_governance",
    "volunteers_talents",
    "incentives",
    "culture_associations",
    "professional_support",
    "youth_engagement",
    "elder_child_care",
    "safety_order",
    "responsive_service",
    "resource_mobilisation",
)
INDICATOR_TYPES = (
    "occupancy",
    "satisfaction",
    "coverage",
    "response",
    "closure",
    "participation",
    "approval",
    "complaints",
    "crime",
    "hazards",
    "parking",
    "charging",
    "residents",
    "households",
    "elderly_share",
    "area",
    "buildings",
    "funds",
    "cost",
    "price",
    "time_promised",
    "meetings_visits",
    "events",
    "attendance",
    "clubs",
    "volunteers",
    "staff",
    "partners",
    "issues_wishes",
    "facilities",
    "communities",
    "projects",
    "rules",
    "waste",
    "other",
)

FACETS = ("actor", "instrument", "space", "issue")
FACET_OF = {
    "party_leadership": "actor",
    "alliance": "actor",
    "volunteers_talents": "actor",
    "professional_support": "actor",
    "youth_engagement": "actor",
    "deliberation": "instrument",
    "grid_management": "instrument",
    "self_governance": "instrument",
    "digital_governance": "instrument",
    "incentives": "instrument",
    "responsive_service": "instrument",
    "resource_mobilisation": "instrument",
    "property_management": "instrument",
    "micro_renewal": "space",
    "service_facilities": "space",
    "culture_associations": "space",
    "elder_child_care": "issue",
    "safety_order": "issue",
}
"""Who acts, by what means, in which space or activity, on what issue: the kind of thing that a mechanism is."""

DOMAINS = (
    "safety",
    "parking",
    "property_housing",
    "responsiveness",
    "satisfaction",
    "cost_finance",
    "participation",
    "cohesion",
    "space_environment",
    "care_health",
    "disputes_law",
    "capacity",
)
STRENGTHS = ("R0", "R1", "R2", "R3", "R4", "R5", "R6", "R7")
"""How firmly a result is reported, weakest first: told, asserted in words, output number, outcome level, change
without base, before and after, with denominator, period and who measured, with comparison or independent evaluator."""

COMPLETENESS = ("full", "teaser", "digest_item")
GENRES = ("report", "brief", "conference", "page_digest", "bulletin", "interview", "commentary")
PROBLEMS = (
    "parking",
    "property_failing",
    "ebike_fire",
    "ageing",
    "disused_space",
    "newcomers",
    "mixed_ownership",
    "disputes",
    "environment_waste",
    "staff_overload",
    "rundown_housing",
    "missing_services",
    "safety_order",
    "low_participation",
    "slow_response",
)
COMMUNITY_TYPES = (
    "old_public",
    "relocation",
    "rental",
    "commodity",
    "mixed",
    "village",
    "street_town",
    "historic_lanes",
)
FIELDS = ("completeness", "genre", "year", "problem", "community_type", "prize")
MARKS = ("self_reported", "measured", "year_or_more", "prize")
"""What stands beside a reported result: who measured it, whether it was followed for a year, a prize for its story."""
BASES = ("stated", "inferred")
YEAR_BASES = (*BASES, "unknown")
RELATIONS = ("part_of", "share_of", "same_fact")
LINKS = ("stated", "package")
