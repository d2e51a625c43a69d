"""Read Chinese newspaper articles on community governance into checked, traceable tables.

The stages, in order, are modules of this package: `corpus` → `cleaning` → `articles` → `quantities`,
`places` → `metrics`, `mechanisms` → `tables`. A stage imports only the stages above it; `parsing` runs them all.
"""

__version__ = "0.1.0"
