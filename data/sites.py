"""Tells which hosts are of one site: www.news.example, m.news.example and news.example are.

A site is what one owner has registered, by the Public Suffix List that ``tld`` ships: blogs of two
people at one provider are two sites. Nothing is asked of the network. A number is a site itself.
"""

import re
from functools import lru_cache
from urllib.parse import urlsplit

from tld import get_fld

_LABELS, _NUMBERS = 2, 4
"""Labels of a site under an ending that the list does not know, and of an address of numbers."""
_HOST = re.compile(r"[\w-]+(\.[\w-]+)+")


def site_of(address: str) -> str:
    """The site of a web address, in lower case; empty where it has no host."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return site_of_host(host)


@lru_cache(4096)
def site_of_host(host: str) -> str:
    """The site that a host belongs to; what is no name of a host is its own."""
    plain = host.casefold().strip(".")
    if not _HOST.fullmatch(plain):
        return plain
    labels = plain.split(".")
    if labels[-1].isdigit():
        return ".".join(labels[-_NUMBERS:])
    found = get_fld(f"https://{plain}", fail_silently=True, search_private=True)
    return str(found) if found else ".".join(labels[-_LABELS:])
