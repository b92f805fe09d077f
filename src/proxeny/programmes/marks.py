"""Whoever raises the mark of a business or programme raises that of what names it: nothing names what it may not."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.db.models.signals import post_save
from django.utils.translation import gettext as _

from proxeny.audit import services as audit
from proxeny.programmes.models import Business, Offer, Participation, Programme


def _follow(sender: type[Any], instance: Any, created: bool, raw: bool = False, **_kwargs: Any) -> None:
    if created or raw or not instance.mark:
        return
    mark = instance.mark
    joined, offered = (
        (Q(business=instance), Q(participation__business=instance))
        if sender is Business
        else (Q(programme=instance), Q(participation__programme=instance))
    )
    acts = []
    for model, which in ((Participation, joined), (Offer, offered)):
        for record in model._default_manager.filter(which, mark__lt=mark).select_for_update(of=("self",)):
            changes = {"mark": [record.mark, mark]}
            record.mark = mark
            record.version += 1
            record.save(update_fields=["mark", "version", "updated_at"])
            reason = _("as %(record)s, which it names") % {"record": instance}
            acts.append((f"{record.register()}.changed", record, changes, reason))
    if acts:
        audit.record_many(acts, by=None)


def connect() -> None:
    """Listen to what is saved."""
    for model in (Business, Programme):
        post_save.connect(_follow, sender=model, dispatch_uid=f"programmes.marks.{model.__name__}")
