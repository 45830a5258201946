"""A migration in a child process, held back until the test says go."""

import sys
from pathlib import Path

from alembic.config import Config

from app.storage import migrate, schemas
from app.storage.engine import Database

LATER = Path(__file__).parents[1] / "migrations" / "revisions"


def with_later_revisions() -> None:
    """Make the product's Alembic know the revisions that tests keep for later releases."""
    config_of_today = migrate._config

    def config() -> Config:
        made = config_of_today()
        made.set_main_option("path_separator", "newline")
        made.set_main_option("version_locations", f"{schemas.scripts_folder() / 'versions'}\n{LATER}")
        return made

    migrate._config = config


if __name__ == "__main__":
    with_later_revisions()
    database = Database(sys.argv[1])
    sys.stdin.readline()
    migrate.move(database, sys.argv[2])
