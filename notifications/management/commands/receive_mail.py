"""`manage.py receive_mail`: one mail from a mail server, on standard input."""

import os
import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from notifications.mail.incoming import LARGEST
from notifications.mail.receiving import receive


class Command(BaseCommand):
    help = (
        "Place an answer that came by mail. The mail is read from standard input, as a mail server's pipe gives it. "
        "The exit code is 0 when it was dealt with (placed, sent back or ignored) and 75 when it has to be delivered "
        "again."
    )
    requires_system_checks: list[str] = []

    def handle(self, *args, **options) -> None:
        if not settings.REPLY_ADDRESS:
            raise CommandError("Set REPLY_ADDRESS first: docs/admins/mail.md.")
        raw = sys.stdin.buffer.read(LARGEST)
        try:
            outcome = receive(raw)
        except Exception as failure:
            self.stderr.write(f"{type(failure).__name__}: {failure}")
            raise SystemExit(os.EX_TEMPFAIL) from failure
        self.stdout.write(str(outcome))
