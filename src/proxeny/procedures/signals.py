"""What the registers above are told of a case of theirs: they may listen, procedures need not know them.

Each is sent inside the transaction of the act, with ``case``, ``record`` (the register's row) and ``by`` (the person).
A receiver that raises a ``DomainError`` refuses the act, and nothing of it is written.
"""

from __future__ import annotations

from django.dispatch import Signal

case_opened = Signal()
# With ``step``: a ``Step`` as it is recorded now, its ``outcome`` done, refused, waived or returned.
step_recorded = Signal()
# With ``step``: a ``Step`` that is to be done again.
step_reopened = Signal()
# ``case.outcome`` says how it ended.
case_closed = Signal()
case_reopened = Signal()
# With ``consultation``: a body that was asked, or has answered now.
consultation_changed = Signal()
