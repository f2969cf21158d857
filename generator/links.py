"""Ask the web addresses in the source whether they still answer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPException, responses
from itertools import chain
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    UnknownHandler,
)

from .checks.text import strings
from .errors import Mark

AT_ONCE = 4
"""So many websites are asked at the same time, and each of them one address after the other."""

SECONDS = 10
"""How long to wait for an answer."""

_ADDRESS = re.compile(r"https://[^\s<>\"'`()\[\]|\\]+")
_KEPT = ":/?#[]@!$&'()*+,;=%~"
_INVENTED = re.compile(r"(^|\.)example(\.(com|net|org))?$")
"""Names that nobody can own (RFC 2606); invented schools have them."""


@dataclass(frozen=True)
class Unanswered:
    """An address that did not answer, where it first stands, and what it did instead."""

    address: str
    mark: Mark
    fault: str


def addresses(sources: Iterable[Any]) -> dict[str, Mark]:
    """Return the web addresses in values as the reader gives them, each with its first place.

    The addresses of invented schools are left out.
    """
    found: dict[str, Mark] = {}
    for text, mark in chain.from_iterable(map(strings, sources)):
        for match in _ADDRESS.findall(text):
            address = match.rstrip(".,;:!?*_")
            if not _INVENTED.search(_host(address)):
                found.setdefault(address, mark)
    return found


def _host(address: str) -> str:
    return address.removeprefix("https://").partition("/")[0].partition(":")[0].lower()


def https_only() -> OpenerDirector:
    """Return what opens https addresses, and nothing else: no cookie is kept, no file is read."""
    opener = OpenerDirector()
    for handler in (
        ProxyHandler(),
        HTTPSHandler(),
        HTTPRedirectHandler(),
        HTTPErrorProcessor(),
        HTTPDefaultErrorHandler(),
        UnknownHandler(),
    ):
        opener.add_handler(handler)
    return opener


def unanswered(wanted: dict[str, Mark], opener: OpenerDirector) -> list[Unanswered]:
    """Ask every address, a few websites at a time; return those that do not answer, in order.

    Never raises for what the network does.
    """
    by_host: dict[str, list[str]] = {}
    for address in wanted:
        by_host.setdefault(_host(address), []).append(address)

    def ask_all(of_host: list[str]) -> dict[str, str]:
        return {address: fault for address in of_host if (fault := ask(address, opener))}

    with ThreadPoolExecutor(AT_ONCE) as pool:
        faults = dict(chain.from_iterable(f.items() for f in pool.map(ask_all, by_host.values())))
    return [Unanswered(a, mark, faults[a]) for a, mark in wanted.items() if a in faults]


def ask(address: str, opener: OpenerDirector) -> str:
    """Return what an address did instead of answering, in words; an empty text if it answered.

    A server that refuses to send the head alone is asked for the page.
    """
    fault = ""
    for method in ("HEAD", "GET"):
        try:
            request = Request(
                quote(address, safe=_KEPT),
                method=method,
                headers={"User-Agent": "policy-site, which checks links once a week"},
            )
            with opener.open(request, timeout=SECONDS):
                return ""
        except HTTPError as error:
            error.close()
            fault = f"answered {error.code} {responses.get(error.code, '')}".rstrip()
        except (OSError, HTTPException, ValueError) as error:
            fault = f"could not be reached ({_reason(error)})"
    return fault


def _reason(error: Exception) -> str:
    """Return in a few words why the network failed."""
    inner = error.reason if isinstance(error, URLError) else error
    if isinstance(inner, OSError) and inner.strerror:
        return inner.strerror
    return " ".join(str(inner).split()) or type(inner).__name__
