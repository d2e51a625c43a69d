"""Runs the notebooks where they are, with their default parameters, and keeps what they show.

    python -m helpers.refresh notebooks/*.ipynb

The committed outputs are what the tests compare with: run this after a change of the tables or of the notebooks,
and read the difference before committing it. Each notebook gets a kernel of its own, as in the tests.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode

from helpers.errors import InputError


def refresh(path: Path) -> None:
    """Run one notebook in its own folder and write it back with its outputs; nothing is written if a cell fails.

    Raises:
        InputError: naming the notebook and what went wrong, if it is no notebook or one of its cells fails.
    """
    try:
        notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]  # nbformat is untyped
    except (OSError, nbformat.reader.NotJSONError):
        raise InputError(f"{path}: not a readable notebook; name files ending in .ipynb") from None
    where = {"metadata": {"path": str(path.resolve().parent)}}
    try:
        NotebookClient(notebook, kernel_name="python3", record_timing=False, resources=where).execute()
    except CellExecutionError as error:
        raise InputError(f"{path}: a cell fails: {error.ename}: {error.evalue}") from None
    _keep_what_is_stable(notebook)
    staged = path.with_suffix(".staged")
    nbformat.write(notebook, staged)  # type: ignore[no-untyped-call]  # nbformat is untyped
    staged.replace(path)


def _keep_what_is_stable(notebook: NotebookNode) -> None:
    """Drop what depends on the machine (the Python version) or the run (times, the state of widgets)."""
    for name in set(notebook.metadata) - {"kernelspec", "language_info"}:
        del notebook.metadata[name]
    notebook.metadata["language_info"] = {"name": "python"}
    for cell in notebook.cells:
        for name in set(cell.metadata) - {"tags"}:
            del cell.metadata[name]


def main(arguments: Sequence[str]) -> int:
    """Refresh the named notebooks; 0 if all ran, 2 with one line on stderr if one does not."""
    try:
        for name in arguments:
            refresh(Path(name))
            print(f"refreshed {name}")
    except InputError as error:
        print(f"helpers: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
