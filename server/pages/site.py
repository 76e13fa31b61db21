"""What every page's code is given: the house, the cookies, and the way to show a page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.core.interview import Interview
from server.live.house import House
from server.live.sessions import SignedIn, Visit
from server.pages.browsers import browser_of
from server.pages.cookies import Cookies
from server.pages.render import View


def known(request: Request) -> SignedIn | None:
    """Who is signed in, if a door has asked."""
    signed: SignedIn | None = getattr(request.state, "signed_in", None)
    return signed


@dataclass(frozen=True, slots=True)
class Site:
    house: House
    cookies: Cookies
    view: View

    @classmethod
    def of(cls, house: House, view: View | None = None) -> "Site":
        secure = house.settings.public_url.startswith("https:")
        return cls(house, Cookies(house.secret, secure=secure), view or View())

    async def who(self, request: Request) -> SignedIn | None:
        """Who is signed in in this browser; looked up once for each request. Raises `StoreError`."""
        if not hasattr(request.state, "signed_in"):
            request.state.signed_in = await self.house.reception.sessions.find(self.cookies.session(request))
        return known(request)

    def visit(self, request: Request) -> Visit:
        """Where this request comes from."""
        return Visit(request.client.host if request.client else "", browser_of(request.headers.get("user-agent", "")))

    def page(
        self,
        request: Request,
        template: str,
        *,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        entry: str = "src/pages.ts",
        **context: Any,
    ) -> Response:
        """A template as an answer, with the script `entry`. Templates also get `who` is signed in (an account, or
        None), whether that is an `owner`, and the `form_token` of whoever asks."""
        signed = known(request)
        who = signed.account if signed else None
        token = self.cookies.form_token(signed.session.id if signed else "")
        context = {"who": who, "owner": who is not None and who.owns, "form_token": token, **context}
        return self.view.page(request, template, context, status, headers, entry)

    def shell(self, request: Request, entry: str, *, title: str, data: Any) -> Response:
        """A page that is a script's: the room or the replay, with the data that it starts from."""
        context = {"title": title, "data": data}
        if self.view.bundle.entry(entry) is None:
            return self.page(request, "unbuilt.html", status=503)
        return self.view.page(request, "shell.html", context, entry=entry)

    def base_url(self, request: Request) -> str:
        """Where people reach this house, without a slash at the end."""
        return self.house.settings.public_url.rstrip("/") or str(request.base_url).rstrip("/")

    def join_link(self, request: Request, interview: Interview, member: str) -> str:
        """The link that the member with this id opens once, in their browser."""
        return f"{self.base_url(request)}/join/{interview.id}?key={self.house.key(interview, member)}"

    def sync_address(self, request: Request, interview: Interview, member: str) -> str:
        """The WebSocket address for programs."""
        base = self.base_url(request).replace("http", "ws", 1)
        return f"{base}/sync/{interview.id}?key={self.house.key(interview, member)}"

    async def interview(self, id: str) -> Interview | None:
        return await self.house.interview(id)

    def task_titles(self) -> dict[str, str]:
        return {task.slug: task.title for task in self.house.tasks.tasks()}

    def titles_of(self, interview: Interview) -> dict[str, str]:
        """The titles of an interview's tasks, as it has pinned them."""
        pinned = self.house.pins.of(interview)
        return {slug: task.title for slug in interview.tasks if (task := pinned.task(slug))}

    def language_titles(self) -> dict[str, str]:
        return {language.id: language.title for language in self.house.languages()}
