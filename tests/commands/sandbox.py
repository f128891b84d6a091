"""A place where commands of the book can do no harm: files, variables and programs of their own.

Paths of the system lie below the folder, programs that would change the machine are replaced by
ones that only say that they were called, and what would go to another host ends at a closed port.
"""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import subprocess
import time
from pathlib import Path

from commands.furniture import CLOUDS, FILES, GIT, HELD, PROJECT, WRAPPED

# Read by the program's own parser: they stop where they would need an account or a service.
PARSED = """aws az bundle cargo composer docker gcloud gh git helm hf java kdestroy keyring kinit klist kvno
    kubectl ldapsearch mvn nc npm npx pip ssh terraform vault wget yarn""".split()
NAME = re.compile(r"\b[A-Z][A-Z0-9_]+\b")
SYSTEM = re.compile(
    r"(?<![\w.$}/\"])/(?=(?:etc|var|root|usr/local)/)|(?<=\")/(?=(?:etc|var|root)/)"
)


def token() -> str:
    """A JSON Web Token with what the commands look for."""

    def part(fields: dict[str, object]) -> str:
        return (
            base64.urlsafe_b64encode(json.dumps(fields).encode()).decode().rstrip("=")
        )

    now = int(time.time())
    claims = {
        "iss": "https://id.example.com",
        "aud": "api",
        "sub": "1",
        "exp": now + 60,
    }
    more: dict[str, object] = {
        "iat": now,
        "scope": "read",
        "ver": "1",
        "tid": "t",
        "azp": "a",
    }
    return f"{part({'alg': 'RS256', 'kid': 'k1'})}.{part({**claims, **more})}.abcd"


class Sandbox:
    """Files, variables and programs below `folder`; `ports` are those of the answering server."""

    def __init__(
        self,
        keys: Path,
        folder: Path,
        ports: tuple[int, int],
        excepted: dict[str, str],
    ):
        self.keys, self.folder = keys, folder
        self.home, self.programs = folder / "home", folder / "programs"
        self.called, self.said = folder / "called", folder / "said"
        self.http, self.https = ports
        self._files()
        self._programs(excepted)

    def placed(self, command: str) -> str:
        """The command with paths of the system below the folder."""
        return SYSTEM.sub(f"{self.folder}/", command)

    def variables(self, command: str) -> dict[str, str]:
        """What a reader has set before, by the names in the command."""
        url = f"http://localhost:{self.http}/v1/items"
        names = {name for name in NAME.findall(command) if name not in os.environ}
        named = {name: name.lower().replace("_", "-") for name in names}
        addresses = {
            name: url for name in names if name.endswith(("URL", "BASE", "ISSUER"))
        }
        return {
            "PATH": f"{self.programs}:{os.environ['PATH']}:/usr/sbin",
            "HOME": str(self.home),
            "LANG": "C.UTF-8",
            "CURL_HOME": str(self.home),
            "KUBECONFIG": str(self.home / ".kube" / "config"),
            "GIT_CONFIG_NOSYSTEM": "1",
            "NPM_CONFIG_FETCH_RETRIES": "0",
            "PIP_NO_INDEX": "1",
            "PIP_RETRIES": "0",
            "PIP_DEFAULT_TIMEOUT": "2",
            "PIP_TARGET": str(self.folder / "pip"),
            **CLOUDS,
            **named,
            **addresses,
            **self._own(url),
        }

    def _own(self, url: str) -> dict[str, str]:
        return {
            "URL": url,
            "TOKEN": token(),
            "TOKEN_HEADER": f"Authorization: Bearer {token()}",
            "KC_HOME": str(self.folder / "keycloak"),
            "B64": "Ym9iOnNlY3JldA==",
            "CLAIMS": "eyJhY2Nlc3NfdG9rZW4iOnt9fQ==",
            "HOST": "api.example.com",
            "APP_IP": "127.0.0.1",
            "FILE": str(self.folder / "work" / "users"),
            "CERT": "client.pem",
            "CACHE_DIR": str(self.folder / "var" / "cache"),
            "BODY_FILE": "token.txt",
            "REPLICAS": "3",
            "DIR": ".",
            "TAIL": "secret",
            "GOOD": "HEAD~1",
            "REQUEST_ID": "abc-123",
            "ID": "abc-123",
            "NAME": "bob",
            "USER_NAME": "bob",
            "CATALINA_BASE": str(self.folder / "var" / "tomcat"),
            "PROXY_URL": f"http://localhost:{self.http}",
        }

    def _files(self) -> None:
        """What lies where the pages say that it does."""
        for name, text in FILES.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text.replace("FOLDER", str(self.folder)), "utf-8")
        work = self.folder / "work"
        for name in ("client.pem", "client.key"):
            shutil.copy(self.keys / name, work / name)
        shutil.copy(work / "client.pem", work / "company-ca.crt")
        (self.folder / "usr/local/share/ca-certificates").mkdir(parents=True)
        (self.home / ".curlrc").write_text(
            f'connect-to = ":80:localhost:{self.http}"\n'
            f'connect-to = ":443:localhost:{self.https}"\ninsecure\nnoproxy = "*"\n'
        )
        bare = self.folder / "bare.git"
        git = ["git", "-C", str(work)]
        who = ["-c", "user.name=bob", "-c", "user.email=bob@example.com"]
        for words in (
            ["init", "-q", "--template="],
            ["add", "token.txt"],
            [*who, "commit", "-qm", "one"],
            [*who, "commit", "-qm", "two", "--allow-empty"],
            ["clone", "-q", "--bare", "--template=", str(work), str(bare)],
        ):
            subprocess.run([*git, *words], check=True, capture_output=True)
        (self.home / ".gitconfig").write_text(GIT.replace("BARE", str(bare)))

    def _programs(self, excepted: dict[str, str]) -> None:
        """Programs before the real ones: what says that it was called, and what is held back."""
        self.programs.mkdir()
        for name in excepted:
            self._program(name, f'echo "{name}" >> "{self.called}"')
        for name in PARSED:
            real = shutil.which(name)
            if real:
                self._program(
                    name, HELD.format(name=name, real=real, folder=self.folder)
                )
            elif name not in excepted:
                self._program(name, f'echo "absent:{name}" >> "{self.called}"')
        for name, text in WRAPPED.items():
            real = (
                shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin") or "false"
            )
            self._program(name, text.format(real=real, folder=self.folder))
        for name, text in PROJECT.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text.format(name=path.name, called=self.called), "utf-8")
            path.chmod(0o755)

    def _program(self, name: str, text: str) -> None:
        path = self.programs / name
        path.write_text(f"#!/bin/sh\n{text}\n", "utf-8")
        path.chmod(0o755)
