"""``python -m evaluasi``: the same as the command ``evaluasi``."""

import sys

from evaluasi.cli import main

sys.exit(main())
