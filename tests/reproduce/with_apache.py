"""Apache httpd: Basic and Digest, groups, and what it keeps from an application (WSGI)."""

import hashlib
import subprocess
import time

from servers.process import Server
from servers.sites import apache_site

from reproduce.bench import ENVIRONMENT, Bench
from reproduce.recording import Seen
from reproduce.registry import reproduces

WEB = ("apache2-bin", "curl")
OWNER = ("-u", "alice:secret")


def _digest_users(*names: str) -> str:
    return "".join(
        f"{name}:Reports:{hashlib.md5(f'{name}:Reports:secret'.encode()).hexdigest()}\n"
        for name in names
    )


def _digest(at: Bench, more: str = "") -> Server:
    site = apache_site(
        "AuthType Digest",
        "AuthName Reports",
        "AuthUserFile FOLDER/digest",
        more,
        "Require valid-user",
    )
    return at.apache(site, "auth_digest", "dir", digest=_digest_users("alice"))


@reproduces("wrong-scheme", "use-the-required-scheme/try-digest", *WEB)
def basic_for_digest(at: Bench) -> Seen:
    server = _digest(at)
    before = at.curl(*OWNER, server.url + "/") + at.log(server, "AH01")
    after = at.page("curl", "secret", URL=server.url + "/", USER_NAME="alice")
    setting = "Apache asks for Digest (mod_auth_digest), and the client sends Basic."
    return Seen(setting, before, "< WWW-Authenticate: Digest", after)


@reproduces("stale-nonce", "retry-with-the-new-nonce/try-a-client-that-can", *WEB)
def old_nonce(at: Bench) -> Seen:
    server = _digest(at, "AuthDigestNonceLifetime 1")
    nonce = at.curl(server.url + "/").partition('nonce="')[2].partition('"')[0]
    one, two = (
        hashlib.md5(text.encode()).hexdigest()
        for text in ("alice:Reports:secret", "GET:/")
    )
    proof = hashlib.md5(f"{one}:{nonce}:00000001:abc:auth:{two}".encode()).hexdigest()
    header = (
        f'Authorization: Digest username="alice", realm="Reports", nonce="{nonce}", uri="/", '
        f'qop=auth, nc=00000001, cnonce="abc", response="{proof}", algorithm=MD5'
    )
    time.sleep(2.5)
    before = at.curl("-H", header, server.url + "/") + at.log(server, "AH01")
    after = at.page("curl", "secret", URL=server.url + "/", USER_NAME="alice")
    return Seen(
        "Apache keeps a nonce for one second here; the client goes on with an older one.",
        before,
        "stale=true",
        after,
    )


@reproduces("not-in-required-group", "grant-the-role/add-the-membership", *WEB)
def not_a_member(at: Bench) -> Seen:
    site = apache_site(
        "AuthType Basic",
        "AuthName Editors",
        "AuthUserFile FOLDER/users",
        "AuthGroupFile FOLDER/groups",
        "Require group editors",
    )
    server = at.apache(site, "authz_groupfile", "dir", groups="editors: carol\n")
    before = at.curl(*OWNER, server.url + "/") + at.log(server, "AH01631")
    line = "editors: carol alice"
    (server.folder / "groups").write_text(f"{line}\n", "utf-8")
    after = at.curl(*OWNER, server.url + "/")
    return Seen(
        "Apache wants a member of the group editors; the password is right, the account is not in it.",
        before,
        "AH01631: user alice: authorization failure",
        after,
        change=line,
    )


API = """import os, sys
import django
from django.conf import settings
settings.configure(
    SECRET_KEY="x" * 50,
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "rest_framework", "rest_framework.authtoken"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "FOLDER/db.sqlite3"}},
    REST_FRAMEWORK={
        "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.TokenAuthentication"],
        "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    },
)
django.setup()
from django.urls import path
from rest_framework.decorators import api_view
from rest_framework.response import Response

@api_view()
def me(request):
    return Response({"user": request.user.username})

urlpatterns = [path("me", me)]
if len(sys.argv) > 1 and sys.argv[1] == "setup":
    from django.core.management import call_command
    call_command("migrate", verbosity=0)
    from django.contrib.auth.models import User
    from rest_framework.authtoken.models import Token
    print(Token.objects.create(user=User.objects.create_user("alice", password="secret")).key)
else:
    from django.core.wsgi import get_wsgi_application
    application = get_wsgi_application()
"""


@reproduces(
    "header-not-passed-to-application",
    "pass-the-header-to-the-application/wsgi",
    "apache2-bin",
    "libapache2-mod-wsgi-py3",
    "py:django",
    "py:djangorestframework",
    "curl",
)
def wsgi_keeps_it(at: Bench) -> Seen:
    packages = next((ENVIRONMENT / "py" / "lib").glob("python3*/site-packages"))
    site = (
        f"WSGIScriptAlias / FOLDER/app.py\nWSGIDaemonProcess api python-path={packages} home=FOLDER\n"
        "WSGIProcessGroup api\nWSGIApplicationGroup %{GLOBAL}\nWSGISocketPrefix FOLDER/wsgi\n"
    )
    folder = at.place(app_py=API)
    text = API.replace("FOLDER", str(folder))
    (folder / "app.py").write_text(text, "utf-8")
    made = subprocess.run(
        ["/usr/bin/python3", str(folder / "app.py"), "setup"],
        env={"PYTHONPATH": str(packages)},
        text=True,
        capture_output=True,
        check=False,
    )
    token = made.stdout.strip() or made.stderr
    for path in folder.iterdir():
        path.chmod(0o644)
    subprocess.run(["chown", "-R", "www-data", str(folder)], check=True)
    site = site.replace("FOLDER", str(folder))
    server = at.apache(site, "wsgi")
    call = ("-H", f"Authorization: Token {token}")
    before = at.curl(*call, server.url + "/me")
    at.stop(server)
    after = at.curl(
        *call, at.apache(f"{site}{at.given('python')}\n", "wsgi").url + "/me"
    )
    return Seen(
        "Django REST framework under Apache with mod_wsgi; the client sends its token.",
        before.replace(token, "<token>"),
        "Authentication credentials were not provided.",
        after.replace(token, "<token>"),
        change=at.change,
        answers={
            "application-behind-a-web-server-interface": "yes",
            "works-locally-refused-when-deployed": "yes",
        },
    )
