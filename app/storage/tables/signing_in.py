"""Sessions, tokens, lost passwords, failures to sign in, and the mail that goes out."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from app.storage.tables.columns import id_field, reference, text_column


class SessionRow(SQLModel, table=True):
    """`token_hash` is SHA-256 of the cookie's value: a stolen database opens no session."""

    __tablename__ = "session"
    id: str = id_field()
    token_hash: str = Field(max_length=64, unique=True)
    csrf_token: str = Field(max_length=64)
    person_id: str = reference("person.id")
    second_factor_passed: bool = False
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime
    user_agent: str = Field(default="", max_length=200)
    ended_at: datetime | None = None


class AccessTokenRow(SQLModel, table=True):
    """A personal access token for the API; shown once, kept as a hash."""

    __tablename__ = "access_token"
    id: str = id_field()
    token_hash: str = Field(max_length=64, unique=True)
    person_id: str = reference("person.id")
    name: str = Field(max_length=200)
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None = None
    ended_at: datetime | None = None


class PasswordResetRow(SQLModel, table=True):
    __tablename__ = "password_reset"
    id: str = id_field()
    token_hash: str = Field(max_length=64, unique=True)
    person_id: str = reference("person.id")
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None


class SignInFailureRow(SQLModel, table=True):
    """Throttling by account and by address; `subject` is a keyed hash, so that the table names nobody."""

    __tablename__ = "sign_in_failure"
    id: str = id_field()
    subject: str = Field(max_length=64, index=True)
    at: datetime = Field(index=True)


class OutboxRow(SQLModel, table=True):
    """A mail, written in the transaction of the act that causes it; sent at least once, same message id."""

    __tablename__ = "outbox"
    id: str = id_field()
    message_id: str = Field(max_length=100, unique=True)
    recipient: str = Field(max_length=254)
    subject: str = Field(max_length=200)
    body: str = Field(sa_column=text_column())
    created_at: datetime
    sent_at: datetime | None = Field(default=None, index=True)
    tries: int = 0
    next_try_at: datetime | None = None
