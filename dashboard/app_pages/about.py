"""What the program is and is not, its data and their licences, its versions."""

from dashboard import about

about.show()
