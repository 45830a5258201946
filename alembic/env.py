"""Runs migrations on the connection that `app.storage.migrate` hands over, or on the configured database."""

from alembic import context
from app.settings import Settings
from app.storage.engine import Database
from app.storage.migrate import on_connection
from app.storage.tables import metadata


def run(connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        compare_type=True,
        transaction_per_migration=False,
    )
    # `on_connection` began the transaction; one transaction holds every step.
    context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with on_connection(Database(Settings().database)) as opened:
        run(opened)
