"""What the tables are made of: names of keys and indexes, and the columns that many of them have."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, Table, UniqueConstraint

from monitor.store.schema.types import CleanText, RowId, UtcTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def new_table(name: str, *columns: Column[Any] | Index | UniqueConstraint) -> Table:
    """A table of this database; one with a column `id` never gives an id twice."""
    return Table(name, metadata, *columns, sqlite_autoincrement="id" in {getattr(one, "name", "") for one in columns})


def id_column() -> Column[int]:
    """The key of a table."""
    return Column("id", RowId, primary_key=True)


def ref(name: str, target: str, *, nullable: bool = False, **options: Any) -> Column[int]:
    """A foreign key."""
    return Column(name, RowId, ForeignKey(target), nullable=nullable, **options)


def text_column(name: str, **options: Any) -> Column[str]:
    """Text that is always there."""
    return Column(name, CleanText, nullable=False, **options)


def queue(name: str) -> tuple[Column[Any] | Index, ...]:
    """What makes the table of that name a queue."""
    token = Column("token", RowId)
    return (
        Column("due_at", UtcTime, index=True),
        token,
        Column("attempts", Integer, nullable=False),
        index_of_held(name, "id", token),
    )


def index_of_held(table: str, key: str, token: Column[Any]) -> Index:
    """Finds the few rows of a table that are held by somebody; where one bot works alone, all that is held is its."""
    return Index(f"ix_{table}_held", key, postgresql_where=token.is_not(None)).ddl_if(dialect="postgresql")
