"""Random tokens that open something, and the forms in which we keep them."""

import hashlib
import hmac
import secrets

TOKEN_BYTES = 32


def new_token() -> str:
    """256 random bits, safe in a cookie, a header and an address."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def hash_of(token: str) -> str:
    """What the database keeps of a random token: 64 hexadecimal digits that open nothing."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def keyed(key: bytes, purpose: str, value: str) -> str:
    """A keyed hash of a value that could be guessed, such as an address. 64 hexadecimal digits."""
    message = f"{purpose}\0{value}".encode("utf-8", "surrogatepass")
    return hmac.new(key, message, hashlib.sha256).hexdigest()
