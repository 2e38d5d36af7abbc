"""What the areas of the store share."""

from __future__ import annotations

from monitor.store.database.database import Database


class Area:
    """One group of the store's methods, over an open database."""

    def __init__(self, db: Database) -> None:
        self._db = db
