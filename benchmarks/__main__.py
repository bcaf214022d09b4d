"""`python -m benchmarks`: the ratios of docs/benchmarks.md, each with what it is divided by."""

import argparse
import json
import os
import subprocess
import sys
import time
from itertools import chain

import django

CLOCKS = {"wall": time.perf_counter, "cpu": time.process_time}


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--people", type=int, default=5000)
    parser.add_argument("--activities", type=int, default=200_000)
    parser.add_argument("--entries", type=int, default=100_000, help="search entries")
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument(
        "--clock",
        choices=CLOCKS,
        default="wall",
        help="cpu counts the time of this process only: for busy machines, and for SQLite, which runs in it",
    )
    parser.add_argument("--json", action="store_true", help="print only the timeline's ratios, for B6")
    options = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    django.setup()

    from django.db import connection

    from benchmarks import checks, dataset, entries, finding, harness, suite, telling

    harness.clock = CLOCKS[options.clock]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        data = dataset.build(options.people, options.activities)
        checks.check(data)
        if options.json:
            print(json.dumps(suite.timeline_ratios(data, options.rounds)))
            return
        small = smaller(options)
        print(
            f"\n{connection.vendor}, {options.people} people, {options.activities} activities,"
            f" {options.entries} search entries, {options.rounds} rounds, {options.clock} time\n"
        )
        entries.build(data, options.entries)
        rounds = options.rounds
        for result in chain(suite.run(data, rounds, small), finding.run(data, rounds), telling.run(data, rounds)):
            print(
                f"{result.name:4} {result.ratio:8.2f}  (goal {result.goal:8})  {result.what}"
                f"  [{result.numerator_ms:.2f} ms / {result.denominator_ms:.2f} ms]",
                flush=True,
            )
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


def smaller(options: argparse.Namespace) -> dict[str, float]:
    """The timeline's ratios with as many people and a tenth of the activities, measured in a process of its own."""
    command = [
        sys.executable, "-m", "benchmarks", "--json", "--people", str(options.people),
        "--activities", str(options.activities // 10), "--rounds", str(options.rounds), "--clock", options.clock,
    ]  # fmt: skip
    environment = os.environ | {"BENCH_NAME": "small"}
    answer = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)  # noqa: S603
    return json.loads(answer.stdout.strip().splitlines()[-1])


if __name__ == "__main__":
    main()
