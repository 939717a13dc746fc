"""What all rows share: one naming convention, so that a constraint has the same name on both databases."""

from typing import cast

from sqlalchemy import MetaData, Table
from sqlalchemy.orm import DeclarativeBase


class Row(DeclarativeBase):
    """A table's row. Entities never meet these classes; `to_row` and `to_entity` stand between."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "ck": "%(constraint_name)s",
        }
    )


def table_of(row: type[Row]) -> Table:
    """The table behind a row class, for statements."""
    return cast("Table", row.__table__)
