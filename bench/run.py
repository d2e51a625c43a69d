"""`make bench`: how fast, as ratios against named yardsticks measured in the same run on one core.

1. The whole of clean → tables over the seed articles, repeated to at least 5 MB, against one `jieba.lcut` pass.
2. The same against Microsoft Recognizers-Text with its seven models, over the seeds once, in an environment of its own.
3. Peak memory of parsing that corpus against parsing a tenth of it.
4. A build after no change against a cold build, in a fresh copy of the repository.

Absolute figures are this machine's; only the ratios are worth quoting.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from helpers.corpus import Rejected, read_corpus
from helpers.knowledge import default_knowledge
from helpers.model import Document
from helpers.parsing import parse_documents
from helpers.tables import ROOT, write_tables

MEGABYTES = 5


def seeds() -> list[Document]:
    """The readable documents in data/raw."""
    return [d for d in read_corpus([ROOT / "data" / "raw"]) if not isinstance(d, Rejected)]


def repeated(megabytes: float) -> Iterator[Document]:
    """The seeds again and again under new names until that many megabytes of UTF-8 are reached."""
    documents, size, turn = seeds(), 0.0, 0
    while size < megabytes * 1e6:
        for document in documents:
            yield replace(document, doc=f"{document.doc}-{turn}", sha256=f"{document.sha256}-{turn}")
            size += len(document.text.encode())
        turn += 1


def parse(megabytes: float) -> None:
    """Parse that many megabytes into tables that are thrown away."""
    with tempfile.TemporaryDirectory() as out:
        write_tables(parse_documents(repeated(megabytes), default_knowledge()), Path(out))


def speed() -> None:
    """Print the parser's speed against jieba's."""
    import jieba

    jieba.setLogLevel(60)
    jieba.initialize()
    default_knowledge()
    texts = [document.text for document in repeated(MEGABYTES)]
    chars = sum(map(len, texts))
    start = time.process_time()
    for text in texts:
        jieba.lcut(text)
    middle = time.process_time()
    parse(MEGABYTES)
    jieba_seconds, parse_seconds = middle - start, time.process_time() - middle
    print(f"jieba.lcut     {chars / jieba_seconds / 1e6:6.2f} M characters/s")
    print(f"clean → tables {chars / parse_seconds / 1e6:6.2f} M characters/s")
    print(f"ratio: clean → tables is {jieba_seconds / parse_seconds:.2f} × as fast as jieba.lcut")


def recognizers() -> None:
    """Print the parser's speed against that of Recognizers-Text, which is installed beside for this."""
    venv = ROOT / "_build" / "recognizers"
    python = venv / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
        listed = ["-r", str(ROOT / "bench" / "recognizers.txt")]
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *listed], check=True)
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for document in seeds():
            paths.append(Path(folder) / document.file)
            paths[-1].write_text(document.text, encoding="utf-8")
        command = [str(python), str(ROOT / "bench" / "recognizers.py"), *map(str, paths)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    documents, knowledge = seeds(), default_knowledge()
    for _ in parse_documents(documents, knowledge):
        pass  # what is read once for all texts is not what is timed
    start = time.process_time()
    for _ in parse_documents(documents, knowledge):
        pass
    own = time.process_time() - start
    print(f"ratio: clean → records is {float(done.stdout) / own:.0f} × as fast as Recognizers-Text")


def memory() -> None:
    """Print the peak memory of parsing all against that of parsing a tenth."""
    peaks = []
    for megabytes in (MEGABYTES / 10, MEGABYTES):
        command = [sys.executable, __file__, "parse", str(megabytes)]
        peaks.append(int(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
    print(
        f"peak memory: {peaks[1] / 1024:.0f} MB for {MEGABYTES} MB of text, {peaks[1] / peaks[0]:.2f} × that for a tenth"
    )


def build() -> None:
    """Print the time of a build after no change against that of a cold one, in a copy of the repository."""
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True)
    with tempfile.TemporaryDirectory() as folder:
        for name in filter(None, listing.stdout.split("\0")):
            target = Path(folder) / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target)
        seconds = []
        environment = os.environ | {"PYTHONPATH": str(Path(folder) / "src")}
        for _ in range(2):
            start = time.perf_counter()
            subprocess.run(
                [sys.executable, "-m", "doit"], cwd=folder, env=environment, check=True, capture_output=True
            )
            seconds.append(time.perf_counter() - start)
    cold, warm = seconds
    print(f"build: cold {cold:.1f} s, after no change {warm:.1f} s; ratio {warm / cold:.1%}")


def main() -> None:
    """Run all, or `parse N` alone (the memory measurement calls it in a process of its own)."""
    if sys.argv[1:2] == ["parse"]:
        parse(float(sys.argv[2]))
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
        return
    speed()
    recognizers()
    memory()
    build()


if __name__ == "__main__":
    main()
