"""Runs notebooks with papermill through one warm kernel, and leaves the same bytes each time.

A kernel start and its imports cost seconds, a notebook's own work far less, so all runs of a build share one
kernel that is emptied between them. One run in the tests uses a fresh kernel and compares.
"""

from __future__ import annotations

import atexit
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
import papermill
from jupyter_client.manager import KernelManager
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, papermill_engines
from papermill.exceptions import PapermillExecutionError

from helpers.errors import InputError

KERNEL = "python3"
# 24 November 2026: what figures and pages take for today, so that a build gives the same bytes on any day.
EPOCH = "1795478400"
_EMPTY = "%reset -f\nimport matplotlib as _m; _m.rcdefaults(); del _m"


class WarmEngine(NBClientEngine):  # type: ignore[misc]  # papermill is untyped
    """Papermill's engine, handed a kernel that is already running (papermill calls it by name)."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **_options: Any) -> None:
        """Run a notebook's cells in the emptied warm kernel."""
        manager = _kernel()
        _empty(manager)
        PapermillNotebookClient(nb_man, km=manager, kernel_name=kernel_name, record_timing=False).execute()


papermill_engines.register("warm", WarmEngine)


@cache
def _kernel() -> KernelManager:
    manager = KernelManager(kernel_name=KERNEL, transport="ipc")
    manager.start_kernel(
        env=os.environ
        | {"SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", EPOCH), "PYTHONHASHSEED": "0"}
    )
    atexit.register(manager.shutdown_kernel, now=True)
    return manager


def end_kernel() -> None:
    """End the warm kernel if there is one; the next run starts another."""
    if _kernel.cache_info().currsize:
        _kernel().shutdown_kernel(now=True)
        _kernel.cache_clear()


def _empty(manager: KernelManager) -> None:
    client = manager.blocking_client()
    client.start_channels()
    client.wait_for_ready(timeout=60)
    client.execute_interactive(_EMPTY, silent=True, timeout=60)
    client.stop_channels()


def run_notebook(
    template: Path,
    target: Path,
    parameters: Mapping[str, str],
    title: str | None = None,
    engine: str = "warm",
) -> None:
    """Execute `template` with `parameters` and write it to `target`, with `title` as its first heading if given.

    Raises:
        InputError: for a parameter that the template does not have or that has no value, or a failing cell; then
            `target` is left as it was.
    """
    known = papermill.inspect_notebook(str(template))
    for name, value in parameters.items():
        if name not in known:
            raise InputError(f"{template}: it has no parameter {name}; its parameters are {', '.join(known)}")
        if value == "" and known[name]["default"] not in ('""', "''"):
            raise InputError(f"{template}: parameter {name} has no value; give it one")
    target.parent.mkdir(parents=True, exist_ok=True)
    staged = target.with_name(f".{target.name}")
    try:
        papermill.execute_notebook(
            str(template),
            str(staged),
            dict(parameters),
            engine_name=engine,
            kernel_name=KERNEL,
            progress_bar=False,
            cwd=str(template.parent),
        )
        notebook = nbformat.read(staged, as_version=4)  # type: ignore[no-untyped-call]  # nbformat is untyped
        _make_stable(notebook, title)
        nbformat.write(notebook, staged)  # type: ignore[no-untyped-call]  # nbformat is untyped
        staged.replace(target)
    except PapermillExecutionError as error:
        end_kernel()
        raise InputError(f"{template}: a cell fails: {error.ename}: {error.evalue}") from None
    finally:
        staged.unlink(missing_ok=True)


def _count_from_one(cells: list[NotebookNode]) -> None:
    """Number the runs as a fresh kernel would; a warm one goes on counting."""
    for number, cell in enumerate(cells, start=1):
        cell.execution_count = number
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output.execution_count = number


def _make_stable(notebook: NotebookNode, title: str | None) -> None:
    """Drop run times and paths, give the injected cell a fixed id and hide it, set the page's heading."""
    for name in set(notebook.metadata) - {"kernelspec", "language_info"}:
        del notebook.metadata[name]
    notebook.metadata["language_info"] = {"name": "python"}
    _count_from_one([cell for cell in notebook.cells if cell.cell_type == "code"])
    for cell in notebook.cells:
        tags = [tag for tag in cell.metadata.get("tags", []) if tag != "papermill-error-cell-tag"]
        if "injected-parameters" in tags:
            cell.id, tags = "injected-parameters", ["injected-parameters", "remove-cell"]
        elif cell.cell_type == "code" and not cell.outputs:
            tags = [*tags, "remove-cell"]  # readers see findings; the notebook itself keeps every cell
        cell.metadata = {"tags": tags} if tags else {}
    if title:
        first = next(cell for cell in notebook.cells if cell.cell_type == "markdown")
        _, _, rest = first.source.partition("\n")
        first.source = f"# {title}\n{rest}"
