"""A small server that answers whatever the pages ask for, over http and https, on both loopbacks.

Every answer carries the headers and fields that the commands look for, so that what finds nothing
is a fault of the command. Which commands there are is not known here.
"""

from __future__ import annotations

import json
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

HEADERS = {
    "WWW-Authenticate": 'Basic realm="x"',
    "Set-Cookie": "session=abc; Secure; SameSite=None; Path=/",
    "Via": "1.1 proxy",
    "X-Cache": "HIT",
    "Age": "3",
    "Cache-Control": "no-store",
    "Vary": "Authorization",
    "Retry-After": "60",
    "X-OAuth-Scopes": "repo",
    "X-Accepted-OAuth-Scopes": "repo",
    "X-GitHub-SSO": "required; url=https://github.com/orgs/x/sso",
    "X-Request-Id": "abc-123",
    "Nonce": "abc",
    "Cart-Token": "abc",
    "Access-Control-Allow-Origin": "https://app.example.com",
    "Access-Control-Allow-Headers": "authorization",
}
FIELDS = {
    "login": "bob",
    "name": "bob",
    "active": True,
    "scopes": ["api"],
    "access_token": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc",
    "expires_in": 3600,
    "issuer": "https://id.example.com",
    "jwks_uri": "https://id.example.com/keys",
    "token_endpoint": "https://id.example.com/token",
    "keys": [{"kid": "k1", "alg": "RS256", "use": "sig", "kty": "RSA"}],
}


class _Answer(BaseHTTPRequestHandler):
    def respond(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        text = (
            "ip=192.0.2.1\n" if self.path.endswith("/trace") else json.dumps(FIELDS)
        )
        self.send_response(200)
        for name, value in HEADERS.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None:
        pass


for _method in ("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS"):
    setattr(_Answer, f"do_{_method}", _Answer.respond)


class _Both(ThreadingHTTPServer):
    address_family = socket.AF_INET6
    daemon_threads = True

    def server_bind(self) -> None:
        self.socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        super().server_bind()


@contextmanager
def answering(folder: Path) -> Iterator[tuple[int, int]]:
    """The ports of http and https while it answers; the folder gets key and certificate."""
    key, certificate = folder / "client.key", folder / "client.pem"
    make = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext"
    more = [
        "extendedKeyUsage=clientAuth,serverAuth",
        "-keyout",
        key,
        "-out",
        certificate,
    ]
    subprocess.run([*make.split(), *map(str, more)], check=True, capture_output=True)
    plain, tls = (_Both(("::", 0), _Answer) for _ in range(2))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    context.load_verify_locations(certificate)
    context.verify_mode = ssl.CERT_OPTIONAL
    tls.socket = context.wrap_socket(tls.socket, server_side=True)
    for server in (plain, tls):
        threading.Thread(
            target=server.serve_forever, args=(0.05,), daemon=True
        ).start()
    try:
        yield plain.server_address[1], tls.server_address[1]
    finally:
        for server in (plain, tls):
            server.shutdown()
            server.server_close()
