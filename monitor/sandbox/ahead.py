"""The fork server, whose children the workers are: how it is set up, and how it is begun before it is needed."""

from __future__ import annotations

import multiprocessing
from multiprocessing.context import BaseContext

APART = "monitor.sandbox.apart"
"""The module that the fork server loads first."""
WORKER = "monitor.sandbox.worker"
"""The module that the fork server loads once, so that a replaced worker is ready in milliseconds."""


def workers_context() -> BaseContext:
    """How workers are made. Not by fork: the program has threads."""
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    context.set_forkserver_preload([APART, WORKER])
    return context


def load_ahead() -> None:
    """Have the fork server load the parsers while this process loads what it needs itself; half a second each.

    Nothing where there is no fork server. It ends with this process, whatever becomes of it.
    """
    if workers_context().get_start_method() == "forkserver":
        from multiprocessing.forkserver import ensure_running  # noqa: PLC0415 - there is none on Windows

        ensure_running()
