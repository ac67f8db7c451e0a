"""``--columns text=Body,date=Дата``: what the columns of a table are, as the user says it.

May be given several times. A name with a comma stands in double quotes; "author=" takes from the
author what was guessed for it.
"""

import argparse
import csv

from data.articles.formats.tables.columns import ROLES, role_named


def column_pairs(given: str) -> list[tuple[str, str]]:
    """What an article has, and the column that has it, for each pair in ``given``."""
    found = []
    for pair in next(csv.reader([given], skipinitialspace=True), []):
        name, sign, column = pair.partition("=")
        role = role_named(name)
        if not sign or role is None:
            known = ", ".join(ROLES)
            raise argparse.ArgumentTypeError(f"{pair!r} is not WHAT=COLUMN, with one of {known}")
        found.append((role, column.strip()))
    return found
