"""Takes out of each page what would ask another host for anything: scripts and styles that themes add."""

from __future__ import annotations

from typing import Any

from docutils.nodes import document
from sphinx.application import Sphinx

_FOREIGN = ("http://", "https://", "//")
_UNWANTED = ("thebe", "mathjax", "require")


def _keep(asset: Any) -> bool:
    name = str(getattr(asset, "filename", asset) or "")
    body = str(getattr(asset, "attributes", {}).get("body", ""))
    return not name.startswith(_FOREIGN) and not any(word in (name + body).lower() for word in _UNWANTED)


def remove_foreign_assets(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: document | None
) -> None:
    """Filter a page's scripts and styles."""
    for kind in ("script_files", "css_files"):
        context[kind] = [asset for asset in context.get(kind, []) if _keep(asset)]


def setup(app: Sphinx) -> dict[str, bool]:
    """Filter after all extensions had their say."""
    app.connect("html-page-context", remove_foreign_assets, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
