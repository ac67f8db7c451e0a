"""Reads tables: CSV, spreadsheets, Parquet, and the rows of any other format."""
