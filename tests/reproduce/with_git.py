"""git over HTTP with its stores of credentials, and ~/.netrc."""

import base64
import subprocess
import time

from servers.process import Server

from reproduce.bench import Bench
from reproduce.recording import Seen
from reproduce.registry import reproduces

GIT = ("apache2-bin", "git")
ACCESS = (
    'LogFormat "%h %l %u %t \\"%r\\" %>s" short\nCustomLog FOLDER/access.log short\n'
)


def _forge(at: Bench) -> Server:
    """A repository behind Apache with git's own http-backend."""
    site = ACCESS + (
        "ScriptSock FOLDER/cgisock\nSetEnv GIT_PROJECT_ROOT FOLDER/git\nSetEnv GIT_HTTP_EXPORT_ALL 1\n"
        "ScriptAlias /git/ /usr/lib/git-core/git-http-backend/\n"
        "<Location /git/>\nAuthType Basic\nAuthName Git\nAuthUserFile FOLDER/users\nRequire valid-user\n</Location>\n"
        "<Directory /usr/lib/git-core>\nRequire all granted\n</Directory>\n"
    )
    server = at.apache(site, "cgid", "env")
    bare = server.folder / "git" / "app.git"
    made = (
        f"git init -q --bare {bare} && git init -q w && cd w && git -c user.name=a -c user.email=a@example.org "
        f"commit -q --allow-empty -m one && git push -q {bare} HEAD:main"
    )
    at.shell(made)
    subprocess.run(
        ["chown", "-R", "www-data", str(server.folder / "git")], check=True
    )
    return server


def _access(server: Server) -> str:
    """The last lines of the access log."""
    time.sleep(0.5)
    lines = (server.folder / "access.log").read_text("utf-8").splitlines()
    return "$ tail -n 1 access.log\n" + "\n".join(lines[-1:]) + "\n"


@reproduces(
    "no-prompt-possible", "log-in-before-an-unattended-run/git-credential", *GIT
)
def nobody_to_ask(at: Bench) -> Seen:
    server = _forge(at)
    url = f"{server.url}/git/app.git"
    before = at.shell(f"GIT_TERMINAL_PROMPT=0 git ls-remote {url}") + _access(server)
    lines = at.given("git").replace("https://github.com/OWNER/REPOSITORY.git", url)
    lines = lines.replace("https://github.com", server.url).replace(
        "x-access-token", "alice"
    )
    after = at.shell(lines, GIT_TOKEN="secret") + _access(server)
    return Seen(
        "A job without a terminal reads a repository behind Apache (git http-backend with Basic).",
        before,
        "terminal prompts disabled",
        after,
        change=lines,
    )


@reproduces(
    "stored-credential-outdated", "clear-stored-credentials/delete-them", *GIT
)
def old_password_kept(at: Bench) -> Seen:
    server = _forge(at)
    url = f"{server.url}/git/app.git"
    host = server.url.partition("//")[2]
    store = "git config --global credential.helper store"
    (at.folder / "home").mkdir(exist_ok=True)
    (at.folder / "home" / ".git-credentials").write_text(
        f"http://alice:secret-of-last-year@{host.replace(':', '%3a')}\n", "utf-8"
    )
    at.shell(store)
    trace = f"GIT_TERMINAL_PROMPT=0 GIT_TRACE_CURL=1 git ls-remote {url} 2>&1 | grep -E 'HTTP/1|authorization: B|^fatal|refs'"
    before = at.shell(trace) + _access(server)
    lines = (
        at.given("git")
        .replace("protocol=https", "protocol=http")
        .replace("github.com", host)
    )
    (at.folder / "home" / ".git-credentials").write_text(
        f"http://alice:secret-of-last-year@{host.replace(':', '%3a')}\n", "utf-8"
    )
    after = at.shell(lines)
    after += at.shell(
        f"printf 'protocol=http\\nhost={host}\\nusername=alice\\npassword=secret\\n\\n' | git credential approve"
    )
    after += at.shell(f"GIT_TERMINAL_PROMPT=0 git ls-remote {url}") + _access(server)
    return Seen(
        "git's credential store still has a password from before it was changed.",
        before,
        "fatal: Authentication failed",
        after,
        change=lines,
        answers={"after-password-change": "yes", "credential-store-mentioned": "yes"},
    )


@reproduces(
    "netrc-overrides-header",
    "clear-stored-credentials/delete-them",
    "nginx-light",
    "py:requests",
)
def netrc(at: Bench) -> Seen:
    server = at.nginx(
        'location / { auth_basic "Files"; auth_basic_user_file FOLDER/users; }'
    )
    (at.folder / "home").mkdir(exist_ok=True)
    (at.folder / "home" / ".netrc").write_text(
        "machine 127.0.0.1 login carol password old\n", "utf-8"
    )
    value = base64.b64encode(b"alice:secret").decode()
    (at.folder / "app.py").write_text(
        "import os, requests\n"
        'answer = requests.get(os.environ["URL"], headers={"Authorization": "Basic " + os.environ["KEY"]})\n'
        "print(answer.status_code, answer.reason)\n",
        "utf-8",
    )
    look = "cut -d' ' -f1-4 ~/.netrc"
    names = {"URL": server.url + "/", "KEY": value}
    before = at.shell(f"{look}\npython3 app.py", **names) + at.log(
        server, 'user "carol"'
    )
    change = "sed -i '/^machine 127.0.0.1 /d' ~/.netrc"
    after = at.shell(f"{change}\npython3 app.py", **names)
    return Seen(
        "A script of requests sets the header itself; ~/.netrc has an old login for the same host.",
        before.replace(value, "<credentials>"),
        'user "carol": password mismatch',
        after.replace(value, "<credentials>"),
        change=change,
        answers={
            "netrc-mentioned": "yes",
            "another-value-wins-over-the-configured": "yes",
        },
    )
