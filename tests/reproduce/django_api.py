"""An API of Django REST framework, as its tutorial makes one, with the accounts of the tests."""

from __future__ import annotations

import subprocess

from reproduce.bench import PYTHON, Bench, Program

APP = """import os, sys, datetime
import django
from django.conf import settings

SETTINGS = dict(
    SECRET_KEY="a-secret-of-fifty-characters-for-the-tests-of-a-book",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware", "django.contrib.auth.middleware.AuthenticationMiddleware"],
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions",
                    "rest_framework", "rest_framework.authtoken", "knox"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": os.environ["DATABASE"]}},
    USE_TZ=True,
    REST_FRAMEWORK={
        "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.TokenAuthentication"],
        "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    },
)
JWT = {"DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework_simplejwt.authentication.JWTAuthentication"],
       "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"]}
exec(os.environ.get("MORE", ""))
settings.configure(**SETTINGS)
django.setup()
from django.contrib.auth import authenticate, login
from django.contrib.auth.models import User
from django.urls import path
from rest_framework.decorators import api_view, authentication_classes, permission_classes
from rest_framework.permissions import AllowAny
from rest_framework.response import Response

@api_view()
def me(request):
    return Response({"user": request.user.username})

@api_view()
@permission_classes([AllowAny])
def news(request):
    return Response({"news": []})

@api_view(["POST"])
@authentication_classes([])
@permission_classes([AllowAny])
def sign_in(request):
    user = authenticate(username=request.data["user"], password=request.data["password"])
    login(request, user)
    return Response({"user": user.username})

urlpatterns = [path("me", me), path("news", news), path("login", sign_in), path("api/me", me)]
if "simplejwt" in str(SETTINGS["REST_FRAMEWORK"]):
    from rest_framework_simplejwt.views import TokenObtainPairView, TokenRefreshView
    urlpatterns += [path("token", TokenObtainPairView.as_view()), path("token/refresh", TokenRefreshView.as_view())]

from django.core.management import call_command, execute_from_command_line
if __name__ == "__main__":
    if sys.argv[1] == "setup":
        call_command("migrate", verbosity=0)
        User.objects.create_user("alice", email="alice@example.org", password="secret")
        User.objects.create_user("bob", email="bob@example.org", password="secret")
    else:
        execute_from_command_line(sys.argv)
"""


class Api:
    """A running API, and its management commands."""

    def __init__(
        self,
        at: Bench,
        more: str = "",
        *before: str,
        env: dict[str, str] | None = None,
    ):
        self.at, self.more = at, more
        folder = at.place(manage_py=APP)
        self.folder = folder
        self.env = {
            "MORE": more,
            "DATABASE": str(folder / "db.sqlite3"),
            "PYTHONPATH": str(folder),
        }
        self.manage("setup")
        self.server = self._serve(at.port, before, env or {})

    def _serve(
        self, port: int, before: tuple[str, ...], env: dict[str, str]
    ) -> Program:
        script = str(self.folder / "manage.py")
        words = [
            *before,
            str(PYTHON),
            script,
            "runserver",
            f"127.0.0.1:{port}",
            "--noreload",
        ]
        return self.at.run(Program(self.folder, port, words, self.env | env))

    @property
    def url(self) -> str:
        return self.server.url

    def again(self, more: str = "", *before: str) -> None:
        """The same API with other settings, or under another command."""
        self.server.__exit__()
        self.env["MORE"] = more or self.more
        self.server = self._serve(self.server.port, before, {})

    def manage(self, *words: str) -> str:
        """What a management command prints."""
        done = subprocess.run(
            [str(PYTHON), str(self.folder / "manage.py"), *words],
            env=self.env,
            text=True,
            capture_output=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(done.stderr[-2000:])
        return done.stdout.strip()

    def token(self, name: str = "alice") -> str:
        """A token of REST framework's own for an account."""
        return self.manage(
            "shell",
            "-v0",
            "-c",
            "from rest_framework.authtoken.models import Token; from django.contrib.auth.models import User; "
            f"print(Token.objects.get_or_create(user=User.objects.get(username='{name}'))[0].key)",
        )

    def pair(self) -> dict[str, str]:
        """The tokens of Simple JWT for Alice."""
        import json
        import urllib.request

        request = urllib.request.Request(
            self.url + "/token",
            data=b'{"username": "alice", "password": "secret"}',
            headers={"Content-Type": "application/json"},
        )
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(
            request
        ) as answer:
            return json.load(answer)


def settings(**values: str) -> str:
    """Lines that change the settings of the API: `name=expression`."""
    return "\n".join(
        f"SETTINGS[{name!r}] = {value}" for name, value in values.items()
    )
