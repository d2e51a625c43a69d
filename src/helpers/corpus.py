"""Reads files into documents, one at a time: bytes → decoded text with its provenance."""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from charset_normalizer import from_bytes

from helpers.errors import InputError
from helpers.knowledge.reader import Row, read_rows
from helpers.model import Document

SUFFIXES = (".txt", ".md")
MANIFEST = "manifest.csv"
_ENCODINGS = ("gb18030", "big5")


class ManifestRow(Row):
    """One row of a `manifest.csv`: where a file comes from and what may be shown of it."""

    file: str
    sha256: str = ""
    source: str = ""
    published: str = ""
    url: str = ""
    publish: Literal["full", "excerpt", "none"] = "full"
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file that could not be used, and why."""

    file: str
    reason: str


def decode(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding; a BOM is dropped, an undecodable byte becomes one U+FFFD.

    Raises:
        ValueError: if the bytes are no text.
    """
    for bom, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(bom):
            return data[len(bom) :].decode(name, errors="replace"), name
    if b"\0" in data:
        raise ValueError("it is binary, not text")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    best = from_bytes(data, cp_isolation=list(_ENCODINGS)).best()
    if best is not None:
        return data.decode(best.encoding), best.encoding
    for encoding in _ENCODINGS:
        if found := _in_chinese(data, encoding):
            return found, encoding
    text = data.decode("utf-8", errors="replace")
    if text.count("�") > 0.05 * len(text):
        raise ValueError("its encoding is not known; save it as UTF-8")
    return text, "utf-8"


def _in_chinese(data: bytes, encoding: str) -> str | None:
    """The text in this encoding if every byte of it is, and most of it is Chinese; pictures in a text mislead detectors."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    foreign = [c for c in text if c > "\x7f"]
    return text if 2 * sum("一" <= c <= "鿿" for c in foreign) > len(foreign) else None


def read_corpus(paths: Sequence[Path]) -> Iterator[Document | Rejected]:
    """The documents in files and folders, by name; what cannot be used comes back as `Rejected`.

    Raises:
        InputError: if a path does not exist, or there is no file to read.
    """
    seen: dict[str, str] = {}
    names: set[str] = set()
    for path, row in _files(paths):
        try:
            data = path.read_bytes()
            text, encoding = decode(data)
        except OSError as error:
            yield Rejected(path.name, f"cannot be read: {error.strerror}")
            continue
        except ValueError as error:
            yield Rejected(path.name, str(error))
            continue
        sha256 = hashlib.sha256(data).hexdigest()
        reason = _unusable(path, text, sha256, row, seen, names)
        if reason:
            yield Rejected(path.name, reason)
            continue
        seen[sha256] = path.name
        names.add(path.stem)
        yield Document(
            path.stem, path.name, sha256, encoding, text, row.source, row.published, row.url, row.publish
        )


def _unusable(
    path: Path, text: str, sha256: str, row: ManifestRow, seen: dict[str, str], names: set[str]
) -> str | None:
    if not text.strip():
        return "it is empty"
    if row.sha256 and row.sha256 != sha256:
        return f"its bytes are not those that {MANIFEST} names; restore it or correct its sha256"
    if sha256 in seen:
        return f"it has the same bytes as {seen[sha256]}; keep one of them"
    if path.stem in names:
        return f"another file is named {path.stem} too; rename one of them"
    return None


def _files(paths: Sequence[Path]) -> list[tuple[Path, ManifestRow]]:
    files: list[tuple[Path, ManifestRow]] = []
    for path in paths:
        if path.is_dir():
            found = sorted(p for p in path.rglob("*") if p.suffix in SUFFIXES and p.is_file())
            if not found:
                raise InputError(
                    f"{path}: no readable article here; it takes files ending in {', '.join(SUFFIXES)}"
                )
        elif path.is_file():
            found = [path]
        else:
            raise InputError(f"{path}: no such file or folder; name one that exists")
        folder = path if path.is_dir() else path.parent
        manifest = folder / MANIFEST
        rows = {row.file: row for row in read_rows(manifest, ManifestRow)} if manifest.exists() else {}
        files += [(p, rows.get(p.name, ManifestRow(file=p.name))) for p in found]
    return files
