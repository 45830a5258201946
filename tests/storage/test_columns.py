"""Documents are JSON, on PostgreSQL of the kind with operators; what is known of it is loaded only there."""

import subprocess
import sys

import pytest
from sqlalchemy import Dialect
from sqlalchemy.dialects import postgresql, sqlite

from app.storage.tables.columns import json_column

ELSEWHERE = ("sqlalchemy.dialects.postgresql", "concurrent.futures.process", "openpyxl")
LOADED = (
    f"import sys, app.cli.server, app.cli.main; print([one for one in {ELSEWHERE} if one in sys.modules])"
)


@pytest.mark.parametrize(("dialect", "kind"), [(sqlite.dialect(), "JSON"), (postgresql.dialect(), "JSONB")])
def test_a_document_has_the_kind_of_its_database(dialect: Dialect, kind: str) -> None:
    """The kind that the first revision made."""
    assert json_column().type.compile(dialect) == kind


def test_the_server_holds_nothing_of_what_it_does_not_use() -> None:
    """Megabytes of the server, on the smallest machines that this is made for."""
    told = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
