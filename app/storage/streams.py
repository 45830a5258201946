"""Reading a whole table in the order of its key without holding it in memory."""

from collections.abc import Iterator

from sqlalchemy import Connection, Row, Table, select

ROWS_AT_ONCE = 200


def stream(connection: Connection, table: Table) -> Iterator[Row[tuple[object, ...]]]:
    """Every row by primary key. Rows that refer to others of their table come after those that do not."""
    itself = [column for column in table.columns if any(f.column.table is table for f in column.foreign_keys)]
    order = [*(column.is_not(None) for column in itself), *table.primary_key.columns]
    statement = select(table).order_by(*order).execution_options(yield_per=ROWS_AT_ONCE)
    with connection.execute(statement) as rows:
        yield from rows
