"""The commands of ``python -m data`` that have a module of their own."""
