"""The web: which addresses may be asked, how much is taken of an answer, and how politely."""
