"""Fixtures that any test may ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import built
import engines
import pytest
from hypothesis import settings
from playwright.sync_api import Browser
from selenium.webdriver import WebKitGTK

settings.register_profile("short", deadline=None, derandomize=True, database=None, max_examples=60)
settings.register_profile("long", settings.get_profile("short"), max_examples=300)
settings.load_profile("short")


@pytest.fixture
def serve() -> Iterator[Callable[..., str]]:
    """`serve(folder, prefix="/")` gives the address of the folder until the test ends."""
    with ExitStack() as stack:
        yield lambda folder, prefix="/": stack.enter_context(engines.serving(folder, prefix))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for all tests. Call `new_context()` for a clean one of your own."""
    with engines.open_chromium() as browser:
        yield browser


@pytest.fixture
def webkit() -> Iterator[WebKitGTK]:
    """A WebKit for this test alone, with no history and no storage."""
    with engines.open_webkit() as driver:
        yield driver


@pytest.fixture
def firefox() -> Callable[..., Any]:
    """`firefox(script, *arguments)` runs a script from tests/firefox in a fresh Firefox."""

    def run(script: str, *arguments: str) -> Any:
        return engines.run_in_firefox(Path(__file__).parent / "firefox" / script, *arguments)

    return run


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for `generator.cache.FOLDER`: what projects in other folders prove only once."""
    return tmp_path_factory.mktemp("kept")


@pytest.fixture(scope="session")
def sites(pytestconfig: pytest.Config) -> Path:
    """The six schools as built: a folder with one folder per school. Change nothing in it."""
    assert pytestconfig.cache
    return built.build_sites(pytestconfig.cache.mkdir("sites"))
