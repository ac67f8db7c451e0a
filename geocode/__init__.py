"""Text to places, offline: find the names of places in a text and say which places they are."""

import logging

logging.getLogger(__name__).addHandler(logging.NullHandler())
