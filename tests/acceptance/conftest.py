"""Whole days of the bot are lived on both databases."""

from __future__ import annotations

from tests.both_databases import database, pytest_generate_tests

__all__ = ["database", "pytest_generate_tests"]
