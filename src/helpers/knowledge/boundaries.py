"""District boundaries for the map, with the source and the approval number that must stand beside it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers.errors import InputError

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Boundary:
    """One district: its code, outer and inner rings of its polygons and a point for its name, in degrees (lon, lat)."""

    name: str
    code: str
    label: tuple[float, float]
    rings: tuple[Ring, ...]


@dataclass(frozen=True, slots=True)
class Boundaries:
    """All districts of a city; `approval` is the map's 审图号."""

    districts: tuple[Boundary, ...]
    source: str
    approval: str


def load_boundaries(data: Path, city: str = "310000") -> Boundaries:
    """The districts in `data/gazetteer/<city>/districts.geojson`.

    Raises:
        InputError: if the file is missing, is no GeoJSON of districts, or states no approval number.
    """
    path = data / "gazetteer" / city / "districts.geojson"
    try:
        collection = json.loads(path.read_text(encoding="utf-8"))
        districts = tuple(_boundary(feature) for feature in collection["features"])
        source = str(collection["source"])
    except FileNotFoundError:
        raise InputError(f"{path}: this file is missing; restore it from the repository") from None
    except (ValueError, KeyError, TypeError):
        raise InputError(f"{path}: not a GeoJSON file of districts with a source; restore it") from None
    approval = re.search(r"GS（\d+）\d+号", source)
    if approval is None:
        raise InputError(f"{path}: its source names no 审图号; a map must show one")
    return Boundaries(districts, source, approval[0])


def _boundary(feature: dict[str, Any]) -> Boundary:
    shape, properties = feature["geometry"], feature["properties"]
    polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    rings = tuple(tuple((float(x), float(y)) for x, y in ring) for polygon in polygons for ring in polygon)
    x, y = properties["label"]
    return Boundary(str(properties["name"]), str(properties["adcode"]), (float(x), float(y)), rings)
