"""What the program is and is not, its data and their licences."""
