"""Rows of the directory."""

from sqlalchemy import SmallInteger, Text
from sqlalchemy.orm import Mapped, mapped_column

from medconnect.adapters.persistence.models.base import Row


class SpecialtyRow(Row):
    """One of the closed list of specialties; `rank` keeps the order in which people are shown them."""

    __tablename__ = "specialties"

    code: Mapped[str] = mapped_column(Text, primary_key=True)
    label: Mapped[str] = mapped_column(Text)
    description: Mapped[str] = mapped_column(Text)
    rank: Mapped[int] = mapped_column(SmallInteger, unique=True)
