"""``make bench-figures``: conflicts, reports and pages over a million figures, on SQLite and PostgreSQL."""
