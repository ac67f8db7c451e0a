"""Run every bench beside this file, each in a process of its own so that peak memory is its own.

``make bench`` calls it; ``make bench ONLY=ingest`` runs one. Figures only: no bench fails a build.
"""

import os
import platform
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> int:
    """Run the benches in order of name; the exit status counts those that ended in an error."""
    only = os.environ.get("ONLY", "")
    cores = os.cpu_count() or 1
    print(f"machine: {platform.machine()}, {cores} cores, Python {platform.python_version()}")
    failed = 0
    for script in sorted(HERE.glob("bench_*.py")):
        if only not in script.stem:
            continue
        print(f"\n== {script.stem.removeprefix('bench_')} ==", flush=True)
        environment = {**os.environ, "PYTHONPATH": str(HERE.parent.parent)}
        failed += subprocess.run([sys.executable, str(script)], env=environment).returncode != 0
    return failed


if __name__ == "__main__":
    sys.exit(main())
