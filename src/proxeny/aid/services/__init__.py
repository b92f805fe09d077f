"""What the office does with aid, each act in one transaction with its audit entry."""

from proxeny.aid.services.acts import ACTS, acts_for, record_act, waits_for_work
from proxeny.aid.services.following import follow
from proxeny.aid.services.transactions import enter, record_transaction, settle

__all__ = ["ACTS", "acts_for", "enter", "follow", "record_act", "record_transaction", "settle", "waits_for_work"]
