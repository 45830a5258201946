"""A change as later releases will make it: a table that others refer to is rebuilt, and gets a column."""

import sqlalchemy as sa
from alembic import op

from app.storage.schemas import newest

revision = "9001"
down_revision = newest()
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("programme") as batch:
        batch.alter_column("title", existing_type=sa.String(200), type_=sa.String(400))
        batch.add_column(sa.Column("motto", sa.String(100), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("programme") as batch:
        batch.drop_column("motto")
        batch.alter_column("title", existing_type=sa.String(400), type_=sa.String(200))
