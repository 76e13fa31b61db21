"""People with browsers, without a network: they keep cookies, open links, and send forms as a page of ours would."""

import json
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode

import httpx2
from starlette.applications import Starlette

from server.core.interview import Interview
from server.core.private import PrivatePolicy
from server.core.roles import Role
from server.core.setup import Member, Setup
from server.live.doors import sign_in_token
from server.live.house import House

sys.modules.setdefault("sniffio", None)  # type: ignore[arg-type] # httpx2 looks for it on disk at every request

ORIGIN = "http://greenroom.test"
Fields = Mapping[str, str | list[str]]
FORM = "application/x-www-form-urlencoded"
TICKED = ("checkbox", "radio")


class Forms(HTMLParser):
    """The forms of a page: what each would send if nothing were typed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: dict[str, dict[str, list[str]]] = {}
        self._form: dict[str, list[str]] | None = None
        self._typed: list[str] | None = None
        self._chosen = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = self.found.setdefault(given.get("action", ""), {})
        elif tag == "select":
            self._chosen = given.get("name", "")
        elif tag == "option" and self._form is not None and "selected" in given:
            self._form.setdefault(self._chosen, []).append(given.get("value", ""))
        elif tag == "textarea" and self._form is not None:
            self._typed = self._form.setdefault(given.get("name", ""), [])
            self._typed.append("")
        elif (
            tag == "input"
            and self._form is not None
            and ("checked" in given or given.get("type") not in ("checkbox", "radio"))
        ):
            self._form.setdefault(given.get("name", ""), []).append(given.get("value", ""))

    def handle_data(self, data: str) -> None:
        if self._typed is not None:
            self._typed[-1] += data if self._typed[-1] else data.removeprefix("\n")  # as browsers read it

    def handle_endtag(self, tag: str) -> None:
        self._typed = None
        if tag == "form":
            self._form = None


@dataclass(slots=True)
class Visitor:
    """One browser. `page` is what it shows."""

    client: httpx2.AsyncClient
    page: httpx2.Response = field(default_factory=lambda: httpx2.Response(200, text=""))

    async def opens(self, path: str) -> int:
        """Open an address or a link, and go where it leads. Returns the status of what is shown."""
        self.page = await self.client.get(path.removeprefix(ORIGIN), follow_redirects=True)
        return self.page.status_code

    async def sends(self, action: str, **typed: str | list[str]) -> int:
        """Fill in the form on the shown page that goes to `action`, and press its button."""
        fields = {**Forms(self.page.text).found[action], **typed}
        return await self.posts(action, fields)

    async def posts(self, path: str, fields: Fields, **headers: str) -> int:
        """Send these fields, whatever the page shows. Headers are those of our own page unless given."""
        said = {"origin": ORIGIN, "sec-fetch-site": "same-origin", "content-type": FORM}
        said |= {name.replace("_", "-"): value for name, value in headers.items()}
        body = urlencode(fields, doseq=True)
        self.page = await self.client.post(path, content=body, headers=said, follow_redirects=True)
        return self.page.status_code

    async def does(self, method: str, path: str, said: object = None, **headers: str) -> int:
        """Send this as JSON, with any method. Headers are those of our own page, without its token unless given."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        own = {"origin": ORIGIN, "sec-fetch-site": "same-origin"}
        if method == "POST" and said is None:
            return await self.posts(path, {}, **headers)
        content = None if said is None else json.dumps(said).encode()
        kind = {} if said is None else {"content-type": "application/json"}
        self.page = await self.client.request(method, path, content=content, headers={**own, **kind, **named})
        return self.page.status_code

    @property
    def text(self) -> str:
        """What the page says: its HTML, with every gap a single space."""
        return " ".join(self.page.text.split())

    def main_without(self, words: str) -> str:
        """The main part of the page without these words, to compare two pages by.

        Its form tokens are left out too: they hold the second at which they were made."""
        main = self.page.text.partition("<main")[2]
        return re.sub(r'name="form-token" value="[^"]*"', "", main).replace(words, "")

    @property
    def at(self) -> str:
        """The path of the page that is shown."""
        return self.page.url.path


@dataclass(frozen=True, slots=True)
class Town:
    """The house, its pages, and everybody who may come to its doors."""

    house: House
    app: Starlette

    def stranger(self, host: str = "203.0.113.7", *, raise_errors: bool = True) -> Visitor:
        """Somebody with a new browser, who knows nothing. `host` is where they call from."""
        transport = httpx2.ASGITransport(app=self.app, client=(host, 4711), raise_app_exceptions=raise_errors)
        return Visitor(httpx2.AsyncClient(transport=transport, base_url=ORIGIN))

    async def owner(self) -> Visitor:
        """Who runs this Greenroom, signed in."""
        who = self.stranger()
        assert await who.opens(f"/sign-in?token={sign_in_token(self.house.secret)}") == 200
        return who

    async def interview(
        self,
        candidate: str = "Cam",
        host: str = "Ida",
        title: str = "Backend engineer",
        *,
        facts: bool = False,
        panel: tuple[Member, ...] = (),
        private: PrivatePolicy = PrivatePolicy.RELEASED,
    ) -> Interview:
        setup = Setup(panel=panel, private=private)
        opened = await self.house.open_interview(title, host, candidate, ["slots"], facts=facts, setup=setup)
        assert isinstance(opened, Interview), opened
        return opened

    async def now(self, interview: Interview) -> Interview:
        """The interview as it is stored now."""
        found = await self.house.store.interview(interview.id)
        assert found is not None
        return found

    def link(self, interview: Interview, member: str) -> str:
        """The link of the member with this id; a host's and a candidate's is their role."""
        return f"/join/{interview.id}?key={self.house.key(interview, member)}"

    async def ida(self, interview: Interview) -> Visitor:
        """The interviewer, by her link."""
        ida = self.stranger()
        assert await ida.opens(self.link(interview, Role.HOST)) in (200, 503)
        return ida

    async def panelist(self, interview: Interview, member: Member) -> Visitor:
        """Somebody of the panel, by their link."""
        who = self.stranger()
        assert await who.opens(self.link(interview, member.id)) in (200, 503)
        return who

    async def cam(self, interview: Interview, name: str = "Cam") -> Visitor:
        """The candidate, who has read, agreed, and is in the room."""
        cam = self.stranger()
        assert await cam.opens(self.link(interview, Role.CANDIDATE)) == 200
        assert await cam.sends(f"/join/{interview.id}", name=name, agree="yes") == 200, cam.text
        return cam
