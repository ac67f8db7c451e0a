"""Waits for coroutines in a thread of its own.

The browser tests leave an event loop running in the main thread, where ``asyncio.run`` then fails.
"""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor


def awaited_answer(coroutine: Coroutine):
    """What the coroutine returns; what it raises is raised here."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()
