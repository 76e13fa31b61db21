"""What stands for the history of tasks in a house that keeps none."""

from collections.abc import Mapping

from server.live.ports_library import History


class NoHistory:
    """A `TaskHistory` without any."""

    def history(self, slug: str, most: int) -> History | None:
        return None

    def files(self, slug: str, version: str) -> Mapping[str, bytes] | None:
        return None

    def commit(self, slug: str, subject: str, name: str, address: str, was: str = "") -> str:
        return ""
