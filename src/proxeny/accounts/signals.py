"""What was done to the people of the office, told upwards: the audit, a storey above, writes it down at once."""

from django.dispatch import Signal

# action: str, person: User, changes: field → [before, after], by: User | None
done = Signal()
