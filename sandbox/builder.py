"""Building one language's image, and saying what stands in the way: the Dockerfile's line and its last words."""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import docker

from sandbox.debian import Say
from sandbox.images import BASE, HERE, LABEL, ImageTrouble, packed, present, tag

CERTIFICATES: Final = ("SSL_CERT_FILE", "PIP_CERT", "NODE_EXTRA_CA_CERTS")
"""Where a machine behind a proxy of its own names the certificates that programs shall trust."""
USUAL: Final = Path("/usr/share/ca-certificates")
"""What Debian trusts by itself: an image needs to be told only of the others."""

_PEM = re.compile(r"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", re.DOTALL)
_STEP = re.compile(r"Step (\d+)/\d+ : (.+)")
ENGINES_OWN: Final = ("--->", "Removing intermediate container")
"""How lines of the engine itself begin, between those of the programs that it runs."""
WORDS_MOST: Final = 300
SILENCE_SECONDS: Final = 1800
"""A step that compiles a library says nothing for minutes; the engine's usual answer comes within one."""


def build(client: docker.DockerClient, language: str, say: Say, house: Path = HERE) -> str:
    """Build one language's image unless it is there; its tag. Raises `ImageTrouble`."""
    image = tag(language, house)
    if present(client, image):
        return image
    dockerfile = (house / "languages" / language / "Dockerfile").read_text()
    say(f"building {image}")
    events = client.api.build(
        fileobj=packed(language, house),
        custom_context=True,
        encoding="gzip",
        tag=image,
        buildargs=arguments(dockerfile),
        labels={LABEL: language},
        timeout=SILENCE_SECONDS,
        rm=True,
        forcerm=True,
        decode=True,
    )
    step, last = 0, ""
    for event in events:
        for line in (event.get("stream") or "").splitlines():
            if not (text := line.strip()):
                continue
            say(text)
            if found := _STEP.match(text):
                step, last = int(found[1]), ""
            elif not text.startswith(ENGINES_OWN):
                last = text
        if "error" in event:
            raise ImageTrouble(failed(language, dockerfile, step, last or event["error"]))
    return image


def failed(language: str, dockerfile: str, step: int, last: str) -> str:
    """One paragraph about a build that failed at a step: whose, in which line, with what words, and the mend."""
    place = f"sandbox/languages/{language}/Dockerfile"
    line, instruction = dict(enumerate(instructions(dockerfile), 1)).get(step, (0, ""))
    where = f"{place}, line {line} ({instruction})" if line else place
    return (
        f"The image for {language} does not build: {where} ended with “{last[:WORDS_MOST]}”. "
        f"Mend that line, or the network if a package could not be had, and repeat: make languages LANGUAGES={language}"
    )


def instructions(dockerfile: str) -> Iterator[tuple[int, str]]:
    """(line, first line of its text) of each instruction, in the order in which the engine counts its steps."""
    continued = False
    for number, line in enumerate(dockerfile.splitlines(), 1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        if not continued:
            yield number, text.removesuffix("\\").strip()
        continued = text.endswith("\\")


def arguments(dockerfile: str, environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The build's arguments; the proxy's certificates only where the Dockerfile asks for them."""
    asked = re.search(r"^ARG EXTRA_CA\b", dockerfile, re.MULTILINE)
    return {"BASE": BASE, **({"EXTRA_CA": extra_certificates(environ)} if asked else {})}


def extra_certificates(environ: Mapping[str, str], usual: Path = USUAL) -> str:
    """PEM text of what this machine trusts beyond the usual: `EXTRA_CA` itself, or out of the file that is named.

    A whole bundle of the system would be too long for an argument, so Debian's own are left out.
    """
    if given := environ.get("EXTRA_CA"):
        return given
    named = next((Path(environ[name]) for name in CERTIFICATES if environ.get(name)), None)
    if named is None or not named.is_file():
        return ""
    known = {each for file in usual.rglob("*.crt") for each in _pems(file)}
    return "\n".join(each for each in _pems(named) if each not in known)


def _pems(file: Path) -> list[str]:
    return _PEM.findall(file.read_text(errors="replace"))
