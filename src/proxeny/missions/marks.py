"""A mission is called as its partner: where that is closed to more people, the mission and its reports are too."""

from __future__ import annotations

from typing import Any

from proxeny.missions.models import Mission, MissionReport
from proxeny.partners.models import Partner


def follow_the_partner(sender: type[Partner], instance: Partner, **_signal: Any) -> None:
    """Raise the marks of a mission and its reports to its partner's; never lower them. Three SQL queries."""
    if instance.kind != Partner.Kind.MISSION or not instance.mark:
        return
    Mission.objects.filter(partner=instance, mark__lt=instance.mark).update(mark=instance.mark)
    reports = MissionReport.objects.filter(mission__partner=instance, mark__lt=instance.mark)
    MissionReport.objects.filter(pk__in=list(reports.values_list("pk", flat=True))).update(mark=instance.mark)
