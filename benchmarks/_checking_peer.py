"""Runs in the peers' own environment: proselint on one file, CPU milliseconds as JSON."""

import json
import sys
import time
from pathlib import Path

from proselint.checks import __register__
from proselint.registry import CheckRegistry
from proselint.tools import LintFile

CheckRegistry().register_many(__register__)
file = LintFile(Path(sys.argv[1]))
begun = time.process_time()
file.lint()
print(json.dumps({"ms": (time.process_time() - begun) * 1000}))
