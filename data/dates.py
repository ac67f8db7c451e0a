"""Says a day in words, as exactly as it is known."""

from datetime import date

# Not strftime: its month names follow the machine's language.
_MONTHS = "January February March April May June July August September October November December"


def day_text(first: date, day_prec: int) -> str:
    """The day, or the period that begins on ``first`` and is as long as ``day_prec`` says.

    ``day_prec`` is UCDP's ``date_prec``: 1 the day, 2 two to six days, 3 a week, 4 a month, 5 a
    year.
    """
    day = first.isoformat()
    if day_prec == 4 and first.day == 1:
        return f"{_MONTHS.split()[first.month - 1]} {first.year}"
    if day_prec == 5 and (first.month, first.day) == (1, 1):
        return str(first.year)
    return {
        1: day,
        2: f"{day} or a few days after",
        3: f"the week from {day}",
        4: f"the month from {day}",
        5: f"the year from {day}",
    }[day_prec]
