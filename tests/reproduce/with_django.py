"""Django REST framework: its own tokens, those of Simple JWT and of knox, sessions."""

import re
import time

from reproduce.bench import Bench
from reproduce.django_api import Api, settings
from reproduce.recording import Seen
from reproduce.registry import reproduces

DRF = ("py:djangorestframework", "py:django", "curl")
SIMPLE = ("py:djangorestframework-simplejwt", "py:djangorestframework", "curl")
JWT = settings(REST_FRAMEWORK="JWT")


def _token(text: str) -> tuple[str, str]:
    return ("-H", f"Authorization: Token {text}")


def _bearer(text: str) -> tuple[str, str]:
    return ("-H", f"Authorization: Bearer {text}")


def _hidden(seen: Seen, *secrets: str) -> Seen:
    """The same with these texts replaced."""
    fields = {}
    for side in ("before", "after"):
        text = getattr(seen, side)
        for secret in secrets:
            text = text.replace(secret, "<token>")
        fields[side] = text
    return Seen(**{**vars(seen), **fields})


@reproduces("account-disabled", "activate-the-account/switch-it-on", *DRF)
def inactive(at: Bench) -> Seen:
    api = Api(at)
    token = api.token()
    change = "from django.contrib.auth import get_user_model as m; m().objects.filter(username='{}').update(is_active={})"
    api.manage("shell", "-c", change.format("alice", False))
    lines = at.given("django-rest-framework", "activate-the-account/see-the-state")
    shown = api.manage(
        "shell", "-v0", "-c", lines.split('"')[1].replace("$NAME", "alice")
    )
    before = f"{at.curl(*_token(token), api.url + '/me')}$ NAME=alice\n$ {lines}\n{shown}\n"
    api.manage("shell", "-c", change.format("alice", True))
    after = at.curl(*_token(token), api.url + "/me")
    seen = Seen(
        "An API of Django REST framework with tokens; the account was switched off, its token is still there.",
        before,
        "User inactive or deleted.",
        after,
        change=f'python manage.py shell -c "{change.format("alice", True)}"',
    )
    return _hidden(seen, token)


@reproduces("wrong-api-key", "replace-the-api-key/put-it-in", *DRF)
def unknown_key(at: Bench) -> Seen:
    api = Api(at)
    token = api.token()
    old = token[::-1]
    call = f'curl -sv -H "Authorization: Token $API_KEY" {api.url}/me'
    before = at.shell(call, API_KEY=old)
    after = at.shell(at.given("linux") + "\n" + call, token)
    setting = "An API of Django REST framework that knows no such token any more."
    return _hidden(
        Seen(setting, before, "Invalid token.", after, change=""), token, old
    )


@reproduces(
    "malformed-authorization-header",
    "correct-the-authorization-header/one-prefix",
    *DRF,
)
def doubled(at: Bench) -> Seen:
    api = Api(at)
    token = api.token()
    before = at.curl(*_token(f"Token {token}"), api.url + "/me")
    after = at.curl(*_token(token), api.url + "/me")
    return _hidden(
        Seen(
            "The client writes the word Token itself, and it was typed into its field once more.",
            before,
            "Token string should not contain spaces.",
            after,
        ),
        token,
    )


@reproduces(
    "unneeded-credential-sent", "stop-sending-the-credential/try-without", *DRF
)
def public_but_refused(at: Bench) -> Seen:
    api = Api(at)
    old = "9f3c" * 10
    before = at.curl(*_token(old), api.url + "/news")
    after = at.page("curl", URL=api.url + "/news")
    return _hidden(
        Seen(
            "A path of an API of Django REST framework that anybody may read (AllowAny), called with an old token.",
            before,
            "Invalid token.",
            after,
            answers={"resource-is-public": "yes", "works-without-credential": "yes"},
        ),
        old,
    )


@reproduces(
    "credential-carried-along",
    "leave-the-credential-behind/let-the-client-drop-it",
    *DRF,
    "nginx-light",
)
def taken_along(at: Bench) -> Seen:
    files = Api(at)
    door = at.nginx(
        f"location / {{ return 302 {files.url}/news?signature=c2lnbmVk; }}"
    )
    own = "4b1d" * 10
    before = at.curl("--location-trusted", *_token(own), door.url + "/report")
    sent = {
        "URL": door.url + "/report",
        "TOKEN_HEADER": f"Authorization: Token {own}",
    }
    after = at.page("curl", **sent)
    return _hidden(
        Seen(
            "An API redirects to a link of another service (Django REST framework) that anybody may open; curl was told to take the header along.",
            before,
            "Invalid token.",
            after,
            answers={
                "credential-goes-to-a-link": "yes",
                "works-without-credential": "yes",
            },
        ),
        own,
    )


@reproduces(
    "wrong-environment-or-base-url", "use-the-right-environment/set-both", *DRF
)
def another_environment(at: Bench) -> Seen:
    test, live = Api(at), Api(at)
    token = test.token()
    wrong = {"API_TOKEN": token, "API_URL": live.url + "/me"}
    call = 'curl -sv -H "Authorization: Token $API_TOKEN" "$API_URL"'
    before = at.shell(call, **wrong)
    before += at.page(
        "linux", step="use-the-right-environment/read-the-address", **wrong
    )
    after = at.shell(call, API_TOKEN=token, API_URL=test.url + "/me")
    return _hidden(
        Seen(
            "Two copies of an API, each with accounts and tokens of its own; the token of one is sent to the other.",
            before,
            f"API_URL={live.url}/me",
            after,
            answers={"accepted-at-another-address": "yes"},
        ),
        token,
    )


@reproduces(
    "auth-module-misconfigured",
    "check-the-server-configuration/check-the-chain",
    *SIMPLE,
)
def class_not_set(at: Bench) -> Seen:
    basic = '{**JWT, "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.BasicAuthentication"]}'
    api = Api(at, JWT)
    access = api.pair()["access"]
    api.again(settings(REST_FRAMEWORK=basic) + "\nsimplejwt = 1")
    before = at.curl(*_bearer(access), api.url + "/me")
    api.again(JWT)
    after = at.curl(*_bearer(access), api.url + "/me")
    return Seen(
        "Simple JWT is installed and issues tokens, but the settings of the API do not name its class.",
        before,
        '< WWW-Authenticate: Basic realm="api"',
        after,
        change='"DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework_simplejwt.authentication.JWTAuthentication"]',
        answers={"fails-for-everyone": "yes", "freshly-set-up": "yes"},
    )


def _lifetime(access: float, refresh: float = 600, more: str = "") -> str:
    delta = "datetime.timedelta(seconds={})"
    lives = f'"ACCESS_TOKEN_LIFETIME": {delta.format(access)}, "REFRESH_TOKEN_LIFETIME": {delta.format(refresh)}'
    return JWT + "\n" + settings(SIMPLE_JWT=f"{{{lives}, {more}}}")


@reproduces("expired-access-token", "refresh-the-token/ask-for-a-new-one", *SIMPLE)
def run_out(at: Bench) -> Seen:
    api = Api(at, _lifetime(2))
    pair = api.pair()
    time.sleep(3.5)
    before = at.curl(*_bearer(pair["access"]), api.url + "/me")
    (at.folder / "refresh.form").write_text(f"refresh={pair['refresh']}", "utf-8")
    said = at.page("curl", TOKEN_URL=api.url + "/token/refresh")
    access = re.search(r'"access":"([^"]+)', said)[1]
    after = said + at.curl(*_bearer(access), api.url + "/me")
    return Seen(
        "Simple JWT with a life of two seconds for access tokens; the client waits for three.",
        before,
        "Token is expired",
        after,
    )


@reproduces("expired-refresh-token", "sign-in-again/sign-in", *SIMPLE)
def refresh_run_out(at: Bench) -> Seen:
    api = Api(at, _lifetime(1, 2))
    pair = api.pair()
    time.sleep(3.5)
    ask = ("--data", f"refresh={pair['refresh']}", api.url + "/token/refresh")
    before = at.curl(*ask)
    login = f"curl -sv --data 'username=alice&password=secret' {api.url}/token"
    after = at.shell(login)
    return Seen(
        "Simple JWT with a life of two seconds for refresh tokens; the client comes back after three.",
        before,
        "Token is expired",
        after,
        answers={"new-login-helps": "yes", "token-expired": "yes"},
    )


@reproduces("wrong-token-type", "use-the-access-token/take-the-right-field", *SIMPLE)
def refresh_for_access(at: Bench) -> Seen:
    api = Api(at, JWT)
    pair = api.pair()
    before = at.curl(*_bearer(pair["refresh"]), api.url + "/me")
    after = at.curl(*_bearer(pair["access"]), api.url + "/me")
    lines = at.given("django-rest-framework")
    return Seen(
        "Simple JWT returns two tokens at the sign-in; the client sends the refresh token to the API.",
        before,
        "Token has wrong type",
        after,
        change=lines,
    )


@reproduces(
    "verifier-clock-ahead",
    "synchronise-the-clocks/step-the-clock-once",
    *SIMPLE,
    "faketime",
)
def verifier_ahead(at: Bench) -> Seen:
    api, issuer = Api(at, JWT, "faketime", "-f", "+20m"), Api(at, JWT)
    access = issuer.pair()["access"]
    before = at.curl(*_bearer(access), api.url + "/me")
    api.again(JWT, "env")
    after = at.curl(*_bearer(access), api.url + "/me")
    return Seen(
        "Simple JWT issues a token for five minutes on one machine; the clock of the other is 20 minutes ahead (libfaketime).",
        before,
        "Token is expired",
        after,
        change="The clock was set right: the process was started without libfaketime.",
        answers={"clocks-apart": "yes"},
    )


@reproduces("issuer-clock-ahead", "allow-a-small-leeway/set-it", *SIMPLE, "faketime")
def issuer_ahead(at: Bench) -> Seen:
    issuer, api = Api(at, JWT, "faketime", "-f", "+15s"), Api(at, JWT)
    access = issuer.pair()["access"]
    before = at.curl(*_bearer(access), api.url + "/me")
    lines = at.given("django-rest-framework")
    api.again(f"{JWT}\n{lines}\nSETTINGS['SIMPLE_JWT'] = SIMPLE_JWT")
    after = at.curl(*_bearer(access), api.url + "/me")
    return Seen(
        "Simple JWT issues the token on a machine whose clock is 15 seconds ahead (libfaketime); it is sent at once.",
        before,
        "token_not_valid",
        after,
        change=lines,
        answers={"clocks-apart": "yes"},
    )


@reproduces(
    "unacceptable-claims", "correct-the-claims/change-the-code", *SIMPLE, "py:pyjwt"
)
def claim_missing(at: Bench) -> Seen:
    api = Api(at, JWT)
    now, key = (
        int(time.time()),
        "a-secret-of-fifty-characters-for-the-tests-of-a-book",
    )
    claims = {"token_type": "access", "jti": "1", "iat": now - 30, "exp": now + 300}
    make = f"import jwt; print(jwt.encode({{}}, {key!r}, 'HS256'))"
    bad = at.python_says(make.replace("{}", repr(claims)))
    before = at.curl(*_bearer(bad), api.url + "/me")
    good = at.python_says(make.replace("{}", repr({**claims, "user_id": "1"})))
    after = at.curl(*_bearer(good), api.url + "/me")
    return Seen(
        "A job makes its tokens itself with the right secret, and leaves out the claim that names the user.",
        before,
        "Token contained no recognizable user identification",
        after,
        change='claims["user_id"] = "1"',
    )


@reproduces(
    "expired-api-token",
    "create-a-new-api-token/create-it",
    "py:django-rest-knox",
    *DRF,
)
def knox_run_out(at: Bench) -> Seen:
    knox = '{**SETTINGS["REST_FRAMEWORK"], "DEFAULT_AUTHENTICATION_CLASSES": ["knox.auth.TokenAuthentication"]}'
    api = Api(at, settings(REST_FRAMEWORK=knox))
    make = (
        "import datetime; from knox.models import AuthToken; from django.contrib.auth.models import User; "
        "print(AuthToken.objects.create(User.objects.get(username='alice'), expiry=datetime.timedelta({}))[1])"
    )
    old = api.manage("shell", "-v0", "-c", make.format("seconds=1"))
    time.sleep(2.5)
    before = at.curl(*_token(old), api.url + "/me")
    new = api.manage("shell", "-v0", "-c", make.format("days=90"))
    after = at.curl(*_token(new), api.url + "/me")
    return _hidden(
        Seen(
            "Tokens of django-rest-knox with an end date; the one of the job has reached it.",
            before,
            "Invalid token.",
            after,
            answers={"key-shown-expired": "yes"},
        ),
        old,
        new,
    )


@reproduces("cookie-not-sent", "send-the-cookie/keep-a-jar", *DRF)
def no_jar(at: Bench) -> Seen:
    classes = '["rest_framework.authentication.BasicAuthentication", "rest_framework.authentication.SessionAuthentication"]'
    rest = f'{{**SETTINGS["REST_FRAMEWORK"], "DEFAULT_AUTHENTICATION_CLASSES": {classes}}}'
    api = Api(at, settings(REST_FRAMEWORK=rest))
    form = ("--data", "user=alice&password=secret")
    before = at.curl(*form, api.url + "/login") + at.curl(api.url + "/me")
    names = {
        "USER_NAME": "alice",
        "PASSWORD": "secret",
        "BASE": api.url,
        "URL": api.url + "/me",
    }
    after = at.page("curl", **names)
    return Seen(
        "A script signs in at an API of Django with sessions, and does not keep the cookie for its next call.",
        before,
        "Authentication credentials were not provided.",
        after,
    )


@reproduces(
    "session-domain-not-configured",
    "configure-the-session-domain/set-the-domains",
    *DRF,
)
def another_domain(at: Bench) -> Seen:
    classes = '["rest_framework.authentication.BasicAuthentication", "rest_framework.authentication.SessionAuthentication"]'
    rest = f'{{**SETTINGS["REST_FRAMEWORK"], "DEFAULT_AUTHENTICATION_CLASSES": {classes}}}'
    lines = at.given("django-rest-framework")
    old = settings(REST_FRAMEWORK=rest, SESSION_COOKIE_DOMAIN='"shop.example.org"')
    api = Api(at, old)
    port = api.server.port
    here = [
        "--connect-to",
        f"api.example.com:80:127.0.0.1:{port}",
        "-b",
        "jar",
        "-c",
        "jar",
    ]
    form = [
        *here,
        "--data",
        "user=alice&password=secret",
        "http://api.example.com/login",
    ]
    call = [*here, "http://api.example.com/me"]
    before = at.curl(*form) + at.curl(*call)
    api.again(
        settings(REST_FRAMEWORK=rest)
        + f"\n{lines}\nfor n in ('ALLOWED_HOSTS', 'CSRF_TRUSTED_ORIGINS', "
        "'SESSION_COOKIE_DOMAIN'): SETTINGS[n] = globals()[n]"
    )
    after = at.curl(*form) + at.curl(*call)
    return Seen(
        "An API of Django that moved to another domain, and still sets its cookie for the old one.",
        before,
        "Domain=shop.example.org",
        after,
        change=lines,
    )
