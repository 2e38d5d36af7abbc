"""Schema changes, run by alembic from `monitor.store.migrate` only; a module in `versions/` is frozen once released."""
