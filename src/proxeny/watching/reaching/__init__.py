"""Reaching other people's servers: politely, with limits, and never into a private network by mistake."""

from proxeny.watching.reaching.session import Answer, Session

__all__ = ["Answer", "Session"]
