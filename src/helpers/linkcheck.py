"""Checks a built site: every internal link and every target exists, nothing points to another host's assets.

python -m helpers.linkcheck _build/html
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup

from helpers.errors import InputError

_LOADED = {"script": "src", "img": "src", "link": "href", "iframe": "src", "source": "src"}
_NOT_LOADED = {"canonical", "alternate", "next", "prev", "search", "index", "author", "license"}


def faults(site: Path) -> Iterator[str]:
    """A line for each dead link, missing target and foreign asset in the pages below `site`."""

    @cache
    def targets(page: Path) -> frozenset[str]:
        return frozenset(str(tag["id"]) for tag in _soup(page).find_all(id=True))

    for page in sorted(site.rglob("*.html")):
        soup, name = _soup(page), page.relative_to(site).as_posix()
        for tag in soup.find_all(list(_LOADED)):
            address = str(tag.get(_LOADED[tag.name]) or "")
            relations = set(tag.get("rel") or [])
            if address.startswith(("http:", "https:", "//")) and not relations & _NOT_LOADED:
                yield f"{name}: loads {address} from another host"
        for tag in soup.find_all("a", href=True):
            fault = _fault(page, str(tag["href"]), site, targets)
            if fault:
                yield f"{name}: {fault}"


def _fault(page: Path, href: str, site: Path, targets: Callable[[Path], frozenset[str]]) -> str | None:
    parts = urlsplit(href)
    if parts.scheme or parts.netloc:
        return None
    target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
    if not target.is_file() or not target.resolve().is_relative_to(site.resolve()):
        return f"{href} leads nowhere"
    fragment = unquote(parts.fragment)
    if not fragment or target.suffix != ".html" or fragment in targets(target):
        return None
    return f"{href}: no such place on that page"


@cache
def _soup(page: Path) -> BeautifulSoup:
    return BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")


def check_site(site: Path) -> None:
    """Raise `InputError` with the first faults if the site has any."""
    found = list(faults(site))
    if found:
        raise InputError(f"{site}: {len(found)} fault(s) in the built site: " + "; ".join(found[:5]))


def main(arguments: Sequence[str]) -> int:
    """Check one site; 0 if it is sound, 2 with one line on stderr if not."""
    try:
        check_site(Path(arguments[0]))
    except InputError as error:
        print(f"helpers: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
