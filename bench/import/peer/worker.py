"""One measured step of django-import-export in a process of its own, as its documentation has it for large files."""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from pathlib import Path

import django


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def prepare() -> dict[str, float]:
    """Tables, partners and people."""
    from django.core.management import call_command
    from kept.models import Partner, Person

    call_command("migrate", run_syncdb=True, verbosity=0)
    named = json.load(sys.stdin)
    Partner.objects.bulk_create([Partner(name=name) for name in named["partners"]])
    Person.objects.bulk_create([Person(name=name) for name in named["people"]])
    return {}


def bring(path: Path) -> dict[str, float]:
    """Bring the file in."""
    import tablib
    from kept.resources import DelegationResource

    before, start = _peak(), time.perf_counter()
    if path.suffix == ".csv":
        data = tablib.Dataset().load(path.read_text(encoding="utf-8"), format="csv")
    else:
        data = tablib.Dataset().load(path.read_bytes(), format="xlsx")
    result = DelegationResource().import_data(data, dry_run=False, raise_errors=True)
    return {"rows": result.totals["new"], "seconds": time.perf_counter() - start, "memory": _peak(),
            "memory_before": before}  # fmt: skip


def export(path: Path) -> dict[str, float]:
    """Write the register as a file."""
    from kept.models import Delegation
    from kept.resources import DelegationResource

    before, start = _peak(), time.perf_counter()
    rows = Delegation.objects.prefetch_related("partners", "led_by")
    data = DelegationResource().export(rows)
    if path.suffix == ".csv":
        path.write_text(data.csv, encoding="utf-8")
    else:
        path.write_bytes(data.xlsx)
    return {"rows": len(data), "seconds": time.perf_counter() - start, "memory": _peak(), "memory_before": before}


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    os.environ["DJANGO_SETTINGS_MODULE"] = "settings"
    django.setup()
    step = sys.argv[1]
    print(json.dumps(prepare() if step == "prepare" else globals()[step](Path(sys.argv[2]))))
