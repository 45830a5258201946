"""The one place that writes the Content-Security-Policy and its companions.

htmx reads the nonce of a fragment from the policy of that very answer, so the same string goes out with
pages, fragments, errors and downloads alike.
"""

from __future__ import annotations

from collections.abc import Mapping


def content_security_policy(nonce: str) -> str:
    """The policy of one answer: nothing from another host, nothing inline, only htmx writes HTML."""
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' 'nonce-{nonce}'",
            "style-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types htmx",
        )
    )


def security_headers(nonce: str, *, over_tls: bool) -> Mapping[str, str]:
    """Every header that stands on every answer, whatever its status."""
    headers = {
        "Content-Security-Policy": content_security_policy(nonce),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    }
    if over_tls:
        headers["Strict-Transport-Security"] = "max-age=31536000"
    return headers
