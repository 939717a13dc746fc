"""Rows of symptom reports: what was told and what was answered, both sealed."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Integer, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from medconnect.adapters.persistence.models.base import Row
from medconnect.adapters.persistence.types import SEALED, Instant


class SymptomReportRow(Row):
    """One report. Without a patient it belongs to a browser and expires; only ids and times lie open."""

    __tablename__ = "symptom_reports"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(Integer)
    patient_id: Mapped[UUID | None] = mapped_column(ForeignKey("patients.id"))
    visitor_id: Mapped[UUID | None] = mapped_column(index=True)
    symptoms: Mapped[bytes] = mapped_column(LargeBinary, info=SEALED)
    assessment: Mapped[bytes] = mapped_column(LargeBinary, info=SEALED)
    analyzed_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime | None] = mapped_column(Instant, index=True)

    __table_args__ = (Index("ix_symptom_reports_patient_id", "patient_id", "analyzed_at"),)
