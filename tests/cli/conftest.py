from collections.abc import Iterator

import pytest

from tests.cli.post import Post, mail_server


@pytest.fixture
def post() -> Iterator[tuple[Post, int]]:
    with mail_server() as found:
        yield found
