"""Counters of attempts, in the database so that every process counts together and a restart forgets nothing."""

from django.db import models


class Limit(models.Model):
    """What is remembered under one key until it expires. Written only by `accounts.limits`."""

    key = models.CharField(max_length=250, primary_key=True)
    value = models.JSONField()
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.key
