"""`pytest --thorough`: the large form of what the suite tries in small. `make security` uses it."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--thorough", action="store_true", help="the large form, as make security")


@pytest.fixture(scope="session")
def thorough(request: pytest.FixtureRequest) -> bool:
    return request.config.getoption("--thorough")
