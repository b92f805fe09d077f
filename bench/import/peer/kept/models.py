"""The register of delegations as the peer keeps it: the columns of the file, links to partners and people."""

from __future__ import annotations

from django.db import models


class Partner(models.Model):
    """Somebody that delegations go to."""

    name = models.CharField(max_length=200, unique=True)

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """Somebody who leads a delegation."""

    name = models.CharField(max_length=200, unique=True)

    def __str__(self) -> str:
        return self.name


class Delegation(models.Model):
    """One row of the file."""

    title = models.CharField(max_length=300)
    direction = models.CharField(max_length=20, db_index=True)
    state = models.CharField(max_length=10)
    dates = models.CharField(max_length=40)
    partners = models.ManyToManyField(Partner)
    led_by = models.ManyToManyField(Person)
    purpose = models.TextField(blank=True)
    size = models.PositiveIntegerField(null=True)
    cost = models.DecimalField(max_digits=30, decimal_places=6, null=True)
    cost_currency = models.CharField(max_length=3, blank=True)
    receiving_unit = models.CharField(max_length=200, blank=True)
    report_number = models.CharField(max_length=60, blank=True)

    def __str__(self) -> str:
        return self.title
