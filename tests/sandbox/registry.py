"""A registry with one small image, in the few words of the registry protocol that an engine's pull needs."""

import gzip
import hashlib
import io
import json
import tarfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

MANIFEST = "application/vnd.docker.distribution.manifest.v2+json"
CONFIG = "application/vnd.docker.container.image.v1+json"
LAYER = "application/vnd.docker.image.rootfs.diff.tar.gzip"


def digest(content: bytes) -> str:
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def image() -> tuple[bytes, dict[str, bytes]]:
    """The manifest of an image with one file, and its blobs by digest."""
    tree = io.BytesIO()
    with tarfile.open(fileobj=tree, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("kettle"))
    layer = gzip.compress(tree.getvalue(), mtime=0)
    root = {"type": "layers", "diff_ids": [digest(tree.getvalue())]}
    config = json.dumps({"architecture": "amd64", "os": "linux", "config": {}, "rootfs": root}).encode()
    manifest = {
        "schemaVersion": 2,
        "mediaType": MANIFEST,
        "config": {"mediaType": CONFIG, "size": len(config), "digest": digest(config)},
        "layers": [{"mediaType": LAYER, "size": len(layer), "digest": digest(layer)}],
    }
    return json.dumps(manifest).encode(), {digest(config): config, digest(layer): layer}


class Answers(BaseHTTPRequestHandler):
    manifest, blobs = image()

    def do_GET(self) -> None:
        what = self.path.rsplit("/", 1)[-1]
        if "/manifests/" in self.path:
            self._give(self.manifest, MANIFEST)
        elif what in self.blobs:
            self._give(self.blobs[what], "application/octet-stream")
        elif self.path == "/v2/":
            self._give(b"{}", "application/json")
        else:
            self.send_error(404)

    do_HEAD = do_GET

    def _give(self, content: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Docker-Content-Digest", digest(content))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing on the test's screen."""


@contextmanager
def registry() -> Iterator[str]:
    """Serve it until the block ends; its address, on which engines allow plain HTTP."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
