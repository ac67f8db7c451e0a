"""Ways to read many articles: in this process, in worker processes, on a Dask cluster."""
