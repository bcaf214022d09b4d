"""Run by test_worker: a program that emits events, or works on them beside another worker."""

import os
import sys
import time

import django

django.setup()

from django.db import transaction  # noqa: E402

from core import events  # noqa: E402
from core.worker import KringWorker  # noqa: E402


@events.on(events.Joined)
def tell(event: events.Event) -> None:
    time.sleep(0.02)
    with open(os.environ["KRING_TOLD"], "a") as told:
        told.write(f"{event.id}\n")


if sys.argv[1] == "emit":
    with transaction.atomic():
        for number in range(int(sys.argv[2])):
            events.emit(events.Joined(model="accounts.user", pk=number))
else:
    worker = KringWorker(interval=0.05, batch=True)
    worker.reclaim()
    worker.run()
