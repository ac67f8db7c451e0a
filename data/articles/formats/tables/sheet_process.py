"""Reads a workbook from standard input and writes its rows to standard output.

A process of its own, because a workbook of a few bytes may ask for more memory than there is (one
cell in the last row and column), and the library then ends the process it runs in. Memory is
limited to 1 GB and computing time to five minutes where the system can do that. Written is a line
of JSON for each sheet, {"sheet": name}, and for each row that is not empty, [number, cell, ...].
"""

import contextlib
import io
import json
import sys

from python_calamine import CalamineError, load_workbook

from data.articles.formats.tables.cells import cell_text

MEMORY_BYTES = 1 << 30
TIME_S = 300
NOT_A_WORKBOOK = 3
"""Exit status where the library says what is wrong, on standard error."""


def main() -> int:
    """Write the rows of all sheets; the exit status."""
    _limit()
    out = sys.stdout
    try:
        book = load_workbook(io.BytesIO(sys.stdin.buffer.read()))
        for about in book.sheets_metadata:
            if "worksheet" not in str(about.typ).lower():
                continue  # charts and macros have no rows
            sheet = book.get_sheet_by_name(about.name)
            out.write(json.dumps({"sheet": about.name}) + "\n")
            first = sheet.start[0] + 1 if sheet.start else 1
            for number, row in enumerate(sheet.to_python(), start=first):
                cells = [cell_text(cell) for cell in row]
                if any(cells):
                    out.write(json.dumps([number, *cells]) + "\n")
    except (CalamineError, ValueError, KeyError) as exc:
        sys.stderr.write(" ".join(str(exc).split())[:200])
        return NOT_A_WORKBOOK
    return 0


def _limit() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):  # Windows has no such limits
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (TIME_S, TIME_S))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main())
