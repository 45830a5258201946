"""A mistake as a migration could make it: rows go missing."""

from alembic import op

revision = "9002"
down_revision = "9001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("DELETE FROM section_version WHERE number = 1")


def downgrade() -> None:
    op.execute("UPDATE section SET status = 'approved'")
