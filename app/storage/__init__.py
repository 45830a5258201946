"""The database: the only room that knows SQLModel and SQLAlchemy. Rows in, domain values out."""
