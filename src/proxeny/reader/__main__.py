"""``python -m proxeny.reader FILE…``: the reader where nothing else of Proxeny is installed."""

import sys

from proxeny.reader.command import main

sys.exit(main())
