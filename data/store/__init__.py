"""The store: tables, migrations, transactions and the one writer of articles."""
