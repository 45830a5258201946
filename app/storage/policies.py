"""The second fence between organisations, kept by PostgreSQL itself: row-level security.

The first (`tenancy.py`) narrows what the program asks. Here the database answers every statement, textual
SQL too, with rows of the organisation that the transaction has named, and refuses rows of another. A
transaction that names nobody sees nothing. Policies bind the owner of the tables as well; only a superuser
or a role with BYPASSRLS is past them. SQLite has no such thing.

Against mistakes of the program, not against somebody who runs SQL of their own: they could name anybody.
"""

from typing import Final

from sqlalchemy import Connection, text

SETTING: Final = "icp.organisation"
"""The setting in which a transaction names its organisation."""
EVERY: Final = "every"
POLICY: Final = "own_organisation"

_ONE = "one:"
# The sub-query is worked out once per statement, not once per row.
_UP = (
    f"CREATE POLICY {POLICY} ON %(table)s USING ((SELECT current_setting('{SETTING}', true))"
    f" IN ('{EVERY}', '{_ONE}' || organisation_id))",
    "ALTER TABLE %(table)s ENABLE ROW LEVEL SECURITY",
    "ALTER TABLE %(table)s FORCE ROW LEVEL SECURITY",
)
_DOWN = (
    "ALTER TABLE %(table)s NO FORCE ROW LEVEL SECURITY",
    "ALTER TABLE %(table)s DISABLE ROW LEVEL SECURITY",
    f"DROP POLICY {POLICY} ON %(table)s",
)
# Any other policy would be one more way to a row: exactly ours, or the table counts as open.
_TABLES = text(
    "SELECT relname, relrowsecurity AND relforcerowsecurity"
    " AND ARRAY(SELECT polname FROM pg_policy WHERE polrelid = pg_class.oid) = ARRAY[CAST(:policy AS name)]"
    " FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid"
    " WHERE attname = 'organisation_id' AND NOT attisdropped AND relkind = 'r'"
    " AND relnamespace = CAST(current_schema() AS regnamespace) ORDER BY relname"
)


def name_of(organisation_id: str) -> str:
    """What the setting says for one organisation; no id can make it say `EVERY`."""
    return _ONE + organisation_id


def put_up(connection: Connection) -> None:
    """Fence every table in the database that has an `organisation_id` and no fence yet."""
    _alter(connection, open_tables(connection), _UP)


def take_down(connection: Connection) -> None:
    """Take the fence off every table again."""
    fenced = [name for name, is_fenced in _tables(connection) if is_fenced]
    _alter(connection, fenced, _DOWN)


def open_tables(connection: Connection) -> list[str]:
    """Tables of organisations that PostgreSQL does not fence; none on SQLite."""
    return [name for name, is_fenced in _tables(connection) if not is_fenced]


def role_past_policies(connection: Connection) -> str | None:
    """The role of this connection when policies do not bind it."""
    if connection.dialect.name != "postgresql":
        return None
    past = "SELECT rolname FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolbypassrls)"
    return connection.execute(text(past)).scalar_one_or_none()


def _tables(connection: Connection) -> list[tuple[str, bool]]:
    if connection.dialect.name != "postgresql":
        return []
    return [(name, is_fenced) for name, is_fenced in connection.execute(_TABLES, {"policy": POLICY})]


def _alter(connection: Connection, names: list[str], statements: tuple[str, ...]) -> None:
    for name in names:
        table = {"table": connection.dialect.identifier_preparer.quote(name)}
        for statement in statements:
            connection.execute(text(statement % table))
