"""What the office does with reports: open them, write over drafts, lock chapters, sign them off, publish, withdraw."""

from proxeny.reports.services.editing import choose_value, edit_paragraph, put_draft_back, put_value_back
from proxeny.reports.services.locking import approve_part, open_part
from proxeny.reports.services.opening import change_report, open_edition, open_report
from proxeny.reports.services.signing import approve, publish, reopen, send_back, send_on, submit, withdraw
from proxeny.reports.services.word_templates import add_template, retire_template

__all__ = [
    "add_template",
    "approve",
    "approve_part",
    "change_report",
    "choose_value",
    "edit_paragraph",
    "open_edition",
    "open_part",
    "open_report",
    "publish",
    "put_draft_back",
    "put_value_back",
    "reopen",
    "retire_template",
    "send_back",
    "send_on",
    "submit",
    "withdraw",
]
