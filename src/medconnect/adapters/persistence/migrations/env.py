"""Alembic's entry: `adapters/persistence/schema.py` opens the connection and the transaction, and hands it in."""

from alembic import context

from medconnect.adapters.persistence.models import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    transaction_per_migration=False,
    render_as_batch=connection.dialect.name == "sqlite",
)
context.run_migrations()
