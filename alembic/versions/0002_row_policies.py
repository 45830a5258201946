"""PostgreSQL itself keeps the rows of organisations apart. Nothing changes on SQLite."""

from alembic import op

from app.storage import policies

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    policies.put_up(op.get_bind())


def downgrade() -> None:
    policies.take_down(op.get_bind())
