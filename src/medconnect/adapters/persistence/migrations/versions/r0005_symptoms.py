"""Symptom reports."""

import sqlalchemy as sa
from alembic import op

from medconnect.adapters.persistence.types import Instant

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "symptom_reports",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("patient_id", sa.Uuid, nullable=True),
        sa.Column("visitor_id", sa.Uuid, nullable=True),
        sa.Column("symptoms", sa.LargeBinary, nullable=False),
        sa.Column("assessment", sa.LargeBinary, nullable=False),
        sa.Column("analyzed_at", Instant, nullable=False),
        sa.Column("expires_at", Instant, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_symptom_reports"),
        sa.ForeignKeyConstraint(["patient_id"], ["patients.id"], name="fk_symptom_reports_patient_id"),
    )
    op.create_index("ix_symptom_reports_expires_at", "symptom_reports", ["expires_at"])
    op.create_index("ix_symptom_reports_patient_id", "symptom_reports", ["patient_id", "analyzed_at"])
    op.create_index("ix_symptom_reports_visitor_id", "symptom_reports", ["visitor_id"])


def downgrade() -> None:
    op.drop_table("symptom_reports")
