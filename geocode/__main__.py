"""``python -m geocode``."""

import sys

from geocode.cli import main

if __name__ == "__main__":
    sys.exit(main())
