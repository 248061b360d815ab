"""What a database says of itself."""

from __future__ import annotations

from sqlalchemy import text

from store.database import Database


class Health(Database):
    """For ``doctor``."""

    def faults(self) -> list[str]:
        """What is broken in the database, as the engine says it; StoreError where it cannot be written."""
        with self.write() as connection:
            pass  # the lock was got
        if self.engine.dialect.name != "sqlite":
            return []
        with self.read() as connection:
            found = [str(row[0]) for row in connection.execute(text("pragma quick_check(5)"))]
            broken = [f"{row[0]}: row {row[1]} names a row of {row[2]} that is not there" for row in connection.execute(text("pragma foreign_key_check")).fetchmany(5)]
        return [*(words for words in found if words != "ok"), *broken]

    def size(self) -> int:
        """Bytes of the database."""
        with self.read() as connection:
            if self.engine.dialect.name == "postgresql":
                return int(connection.execute(text("select pg_database_size(current_database())")).scalar_one())
            pages, size = (int(connection.execute(text(f"pragma {name}")).scalar_one()) for name in ("page_count", "page_size"))
            return pages * size
