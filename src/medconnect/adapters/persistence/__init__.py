"""SQLite and PostgreSQL: one linear history of tables, one set of collections for both."""
