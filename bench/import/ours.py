"""One measured step of ours in a process of its own: ``prepare``, ``bring`` a file in, ``export`` the register."""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import time
from pathlib import Path


def _peak() -> float:
    """The most memory that this process held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def prepare(partners: list[str], people: list[str]) -> None:
    """A new record with somebody who brings files in, and what the rows name."""
    from django.core.management import call_command

    from proxeny.accounts.models import Role, User
    from proxeny.core.records import Mark
    from proxeny.partners.models import Partner, Person

    call_command("migrate", verbosity=0)
    User.objects.create_user("lan", password="bench only", role=Role.REVIEWER, clearance=Mark.INTERNAL)
    for at, name in enumerate(partners):
        Partner(reference=f"partner-{at}", kind=Partner.Kind.CITY, name=name).save()
    for at, name in enumerate(people):
        Person(reference=f"person-{at}", name=name).save()


def bring(path: Path) -> dict[str, float]:
    """Bring a file in with links, statements, citations and audit; then the search follows."""
    from proxeny.accounts.models import User
    from proxeny.core.records import Mark
    from proxeny.exchange import services
    from proxeny.exchange.targets import register_named

    by, register = User.objects.get(username="lan"), register_named("delegations")
    options = services.Options(mark=Mark.INTERNAL)
    before = _peak()
    start, used = time.perf_counter(), time.process_time()
    data = path.read_bytes()
    table = services.open_table(register, data, path.name, options)
    mapping, _is_remembered = services.mapping_for(register, table)
    brought_in, report = services.bring_in(register, table, mapping, options, data=data, file_name=path.name, by=by)
    written, used = time.perf_counter() - start, time.process_time() - used
    if brought_in is None:
        sys.exit(f"nothing was written: {report.counts} {[fault.sentence for fault in report.faults[:3]]}")
    peak = _peak()
    start = time.perf_counter()
    services.finish_index(brought_in)
    return {"rows": report.counts["new"], "seconds": written, "cpu": used, "memory": peak, "memory_before": before,
            "index": time.perf_counter() - start, "index_memory": _peak()}  # fmt: skip


def export(path: Path) -> dict[str, float]:
    """Write the register as a file."""
    from proxeny.accounts.models import User
    from proxeny.exchange import services
    from proxeny.registers.register import REGISTERS

    by, before = User.objects.get(username="lan"), _peak()
    start = time.perf_counter()
    count = services.export(REGISTERS["delegations"], path, format=path.suffix[1:], person=by)
    return {"rows": count, "seconds": time.perf_counter() - start, "memory": _peak(), "memory_before": before}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("step", choices=["prepare", "bring", "export"])
    parser.add_argument("path", type=Path, nargs="?")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "proxeny.site.settings")
    import django

    django.setup()
    if options.step == "prepare":
        named = json.load(sys.stdin)
        prepare(named["partners"], named["people"])
        print("{}")
    else:
        print(json.dumps({"bring": bring, "export": export}[options.step](options.path)))


if __name__ == "__main__":
    main()
