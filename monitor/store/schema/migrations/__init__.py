"""Schema changes, run by alembic from `monitor.store.database.migrate` only.

A module in `versions/` is frozen once released.
"""
