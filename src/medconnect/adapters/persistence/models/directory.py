"""Rows of the directory."""

from sqlalchemy import ForeignKey, Integer, SmallInteger, Text
from sqlalchemy.orm import Mapped, mapped_column

from medconnect.adapters.persistence.models.base import Row


class SpecialtyRow(Row):
    """One of the closed list of specialties; `rank` keeps the order in which people are shown them."""

    __tablename__ = "specialties"

    code: Mapped[str] = mapped_column(Text, primary_key=True)
    label: Mapped[str] = mapped_column(Text)
    description: Mapped[str] = mapped_column(Text)
    rank: Mapped[int] = mapped_column(SmallInteger, unique=True)


class AreaRow(Row):
    """A division, a district in it, a sub-district in that; or a state, which stands alone."""

    __tablename__ = "areas"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("areas.id"), index=True)
    kind: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    code: Mapped[str | None] = mapped_column(Text, unique=True)
    country: Mapped[str] = mapped_column(Text)
