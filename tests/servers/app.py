"""A small application behind or beside the servers: `with App(answer) as app`; each request goes through `answer`."""

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = tuple[int, dict[str, str], str]


class App:
    """`answer(handler)` returns status, headers and body. `seen` keeps the headers of every request."""

    def __init__(
        self, answer: Callable[[BaseHTTPRequestHandler], Answer], port: int = 0
    ):
        seen = self.seen = []

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def respond(self):
                seen.append(dict(self.headers))
                status, headers, body = answer(self)
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body.encode())))
                self.end_headers()
                self.wfile.write(body.encode())

            def log_message(self, *_):
                pass

        for method in ("GET", "POST", "OPTIONS", "CONNECT"):
            setattr(Handler, f"do_{method}", Handler.respond)
        self.server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def __enter__(self):
        threading.Thread(
            target=self.server.serve_forever, args=(0.02,), daemon=True
        ).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


def pack(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def token(claims: dict, key: str = "k" * 32) -> str:
    """A JSON Web Token, signed with HS256."""
    head = (
        pack(b'{"alg":"HS256","typ":"JWT"}') + "." + pack(json.dumps(claims).encode())
    )
    return (
        head
        + "."
        + pack(hmac.new(key.encode(), head.encode(), hashlib.sha256).digest())
    )


def claims_of(text: str, key: str = "k" * 32) -> dict | None:
    """The claims of a token, or None if it is not ours."""
    head, _, signature = text.rpartition(".")
    good = pack(hmac.new(key.encode(), head.encode(), hashlib.sha256).digest())
    if not hmac.compare_digest(good, signature):
        return None
    body = head.partition(".")[2]
    return json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
