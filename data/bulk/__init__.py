"""Reads many articles: in this process, in worker processes, or on a Dask cluster."""
