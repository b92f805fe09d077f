"""``spark-submit …/corpus/__main__.py IN OUT --engine spark``, or ``python -m proxeny.reader.corpus``."""

from __future__ import annotations

import sys

from proxeny.reader.corpus.command import main

if __name__ == "__main__":
    sys.exit(main())
