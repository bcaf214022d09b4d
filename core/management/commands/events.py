from django.core.management.base import BaseCommand

from core.clock import ticks
from core.events import EVENTS, listeners_of


class Command(BaseCommand):
    help = "Print who listens to what, and what the clock does."

    def handle(self, **options) -> None:
        for name, event_class in EVENTS.items():
            self.stdout.write(self.style.MIGRATE_HEADING(name))
            for listener in listeners_of(event_class):
                when = "in the transaction" if listener.immediately else "after commit"
                self.stdout.write(f"  {listener.name} ({when})")
        self.stdout.write(self.style.MIGRATE_HEADING("The clock"))
        for tick in ticks():
            self.stdout.write(f"  {tick.task.module_path} ({tick.trigger})")
