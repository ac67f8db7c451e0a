"""Reads a workbook from standard input and writes its rows to standard output.

A process of its own (``limited_process``), because a workbook of a few bytes may ask for more
memory than there is: one cell in the last row and column. Written is a line of JSON for each sheet,
{"sheet": name}, and for each row that is not empty, [number, cell, ...].
"""

import io
import json
import sys

from python_calamine import CalamineError, load_workbook

from data.articles.formats.tables.cells import cell_text
from data.articles.formats.tables.limited_process import OVER_A_LIMIT, REFUSED, limit_this_process


def main() -> int:
    """Write the rows of all sheets; the exit status."""
    limit_this_process(sys.argv[1:])
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
    except MemoryError:
        return OVER_A_LIMIT
    except (CalamineError, ValueError, KeyError) as exc:
        sys.stderr.write(" ".join(str(exc).split())[:200])
        return REFUSED
    return 0


if __name__ == "__main__":
    sys.exit(main())
