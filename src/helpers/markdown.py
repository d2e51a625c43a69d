"""Markdown pages that hold one block of escaped HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!<>&$|~^:@'\"])")


def page(title: str, html: Iterable[Markup], orphan: bool = False) -> str:
    """Markdown with an escaped heading and one raw block; backticks cannot close it, they are escaped too."""
    head = "---\norphan: true\n---\n\n" if orphan else ""
    heading = _MARKDOWN.sub(r"\\\1", " ".join(title.split()))
    body = "\n".join(str(part) for part in html).replace("`", "&#96;")
    return f"{head}# {heading}\n\n````{{raw}} html\n{body}\n````\n"
