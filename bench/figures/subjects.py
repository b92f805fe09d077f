"""Whom and which year the bench asks about."""

YEAR = 2019
BUSIEST = "partner-0"
