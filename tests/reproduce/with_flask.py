"""Flask-JWT-Extended, Flask-Login and FastAPI: their own answers, without a line of ours that refuses."""

import re

from reproduce.bench import Bench
from reproduce.recording import Seen
from reproduce.registry import reproduces

JWT = ("py:flask-jwt-extended", "py:flask", "curl")
APP = """import os, datetime
from flask import Flask, jsonify, request
from flask_jwt_extended import *

app = Flask(__name__)
app.config["JWT_SECRET_KEY"] = os.environ.get("JWT_SECRET_KEY", "k" * 40)
MORE
jwt = JWTManager(app)
revoked = set()

@jwt.token_in_blocklist_loader
def is_revoked(header, payload):
    return payload["jti"] in revoked

@app.post("/login")
def login():
    token = create_access_token(identity=request.form["user"])
    answer = jsonify(access_token=token)
    if "cookies" in app.config["JWT_TOKEN_LOCATION"]:
        set_access_cookies(answer, token)
    return answer

@app.post("/logout")
@jwt_required()
def logout():
    revoked.add(get_jwt()["jti"])
    return jsonify(ok=True)

@app.route("/me", methods=["GET", "POST"])
@jwt_required()
def me():
    return jsonify(user=get_jwt_identity())

@app.get("/")
@jwt_required(optional=True)
def home():
    return jsonify(user=get_jwt_identity())

app.run(port=PORT)
"""
LOGIN = "curl -sS --data 'user=alice&password=secret' {}/login"


def _app(at: Bench, more: str = "", env: dict[str, str] | None = None):
    return at.python(APP.replace("MORE", more), env=env)


def _token(said: str) -> str:
    return re.search(r'"access_token":"([^"]+)', said)[1]


def _bearer(text: str) -> tuple[str, str]:
    return ("-H", f"Authorization: Bearer {text}")


@reproduces("revoked-token", "sign-in-again/sign-in", *JWT)
def signed_out(at: Bench) -> Seen:
    api = _app(at)
    token = _token(at.shell(LOGIN.format(api.url)))
    before = at.curl("-X", "POST", *_bearer(token), api.url + "/logout")
    before = at.curl(*_bearer(token), api.url + "/me")
    said = at.shell(LOGIN.format(api.url))
    after = said + at.curl(*_bearer(_token(said)), api.url + "/me")
    return Seen(
        "Flask-JWT-Extended with a list of revoked tokens; the token is used after a sign-out.",
        before,
        "Token has been revoked",
        after,
    )


@reproduces("stale-cookie", "clear-cookies-and-cache/delete-for-this-site", *JWT)
def old_cookie(at: Bench) -> Seen:
    more = (
        'app.config["JWT_TOKEN_LOCATION"] = ["cookies"]\n'
        'app.config["JWT_ACCESS_TOKEN_EXPIRES"] = datetime.timedelta(seconds=1)\n'
        'app.config["JWT_SESSION_COOKIE"] = False'
    )
    api = _app(at, more)
    at.shell(
        f"curl -sS -c jar --data 'user=alice&password=secret' {api.url}/login; sleep 2.5"
    )
    before = at.curl("-b", "jar", api.url + "/")
    after = at.shell(f"rm jar\ncurl -sv -b jar {api.url}/")
    return Seen(
        "A page of Flask-JWT-Extended that needs no sign-in; the client still sends the cookie of an ended one.",
        before,
        "Token has expired",
        after,
        change="rm jar",
        answers={
            "cookie-mentioned": "yes",
            "clearing-cookies-helps": "yes",
            "private-window-works": "yes",
        },
    )


@reproduces("csrf-token-missing", "send-the-cookie/send-the-csrf-value", *JWT)
def second_value_missing(at: Bench) -> Seen:
    api = _app(at, 'app.config["JWT_TOKEN_LOCATION"] = ["cookies"]')
    at.shell(f"curl -sS -c jar --data 'user=alice&password=secret' {api.url}/login")
    before = at.curl("-b", "jar", "-X", "POST", api.url + "/me")
    value = "VALUE=$(awk '$6 == \"csrf_access_token\" { print $7 }' jar)"
    after = at.shell(
        f'{value}\ncurl -sv -b jar -H "X-CSRF-TOKEN: $VALUE" -X POST {api.url}/me'
    )
    after = re.sub(
        r"(?i)(x-csrf-token: )[0-9a-f-]{36}", r"\1<value of the cookie>", after
    )
    return Seen(
        "Flask-JWT-Extended with tokens in cookies; the client sends the cookie, and not the value beside it.",
        before,
        "Missing CSRF token",
        after,
        change="X-CSRF-TOKEN: <value of the cookie csrf_access_token>",
    )


@reproduces(
    "secret-differs-between-nodes",
    "share-the-secret-between-nodes/hand-it-to-all",
    "nginx-light",
    "py:djangorestframework-simplejwt",
    "curl",
)
def two_secrets(at: Bench) -> Seen:
    from reproduce.django_api import Api, settings

    jwt = settings(REST_FRAMEWORK="JWT")
    own = jwt + '\nimport secrets\nSETTINGS["SECRET_KEY"] = secrets.token_hex(32)'
    nodes = [Api(at, own), Api(at, own)]
    token = nodes[0].pair()["access"]
    listed = "".join(f"server 127.0.0.1:{node.server.port};" for node in nodes)
    door = at.nginx(
        "location / { proxy_pass http://nodes; }", f"upstream nodes {{ {listed} }}"
    )
    url = door.url + "/me"
    count = at.page(
        "curl",
        step="share-the-secret-between-nodes/find-the-odd-node",
        TOKEN=token,
        URL=url,
    )
    before = count + next(
        said
        for said in (at.curl(*_bearer(token), url) for _ in range(4))
        if " 401 " in said
    )
    at.shell(at.given("linux", "share-the-secret-between-nodes/make-one-secret"))
    shared = jwt + f'\nSETTINGS["SECRET_KEY"] = open("{at.folder}/app-secret").read()'
    for node in nodes:
        node.again(shared)
    token = nodes[0].pair()["access"]
    after = at.page(
        "curl",
        step="share-the-secret-between-nodes/find-the-odd-node",
        TOKEN=token,
        URL=url,
    )
    return Seen(
        "Two nodes of an API of Simple JWT behind nginx; each makes its own secret when it starts.",
        before,
        "10 401 127.0.0.1",
        after,
        change=at.given("linux", "share-the-secret-between-nodes/make-one-secret")
        + '\nSECRET_KEY = open("app-secret").read()',
        answers={"intermittent": "yes", "several-servers": "yes"},
    )


FASTAPI = """import os, uvicorn
from fastapi import Depends, FastAPI
from fastapi.security import APIKeyHeader

app = FastAPI()

@app.get("/me")
def me(key: str = Depends(APIKeyHeader(name="X-API-Key"))):
    return {"ok": True}

uvicorn.run(app, port=PORT)
"""


@reproduces(
    "credential-in-wrong-place",
    "send-the-credential-in-the-right-place/send-it-there",
    "py:fastapi",
    "py:uvicorn",
    "curl",
)
def in_the_query(at: Bench) -> Seen:
    api = at.python(FASTAPI)
    before = at.curl(api.url + "/me?api_key=k-123")
    after = at.page("curl", URL=api.url + "/me", API_KEY="k-123")
    return Seen(
        "An API of FastAPI that reads its key from the header X-API-Key; the client sends it in the address.",
        before,
        "> GET /me?api_key=k-123",
        after,
    )


SESSION = """import datetime
from flask import Flask, request, session
from flask_login import *

app = Flask(__name__)
app.secret_key = "k" * 40
manager = LoginManager(app)
users = {}

@manager.user_loader
def load(name):
    return users.get(name)

@app.post("/login")
def login():
    user = users[request.form["user"]] = UserMixin()
    user.id = request.form["user"]
    login_user(user)
    return "signed in\\n"

@app.get("/me")
@login_required
def me():
    return f"welcome {current_user.id}\\n"

app.run(port=PORT)
"""


@reproduces(
    "expired-session", "sign-in-again/sign-in", "py:flask-login", "py:flask", "curl"
)
def lost_in_a_restart(at: Bench) -> Seen:
    app = at.python(SESSION)
    login = (
        "-b",
        "jar",
        "-c",
        "jar",
        "--data",
        "user=alice&password=secret",
        app.url + "/login",
    )
    at.curl(*login)
    call = ("-b", "jar", "-c", "jar", app.url + "/me")
    works = at.curl(*call)
    at.rerun(app)
    before = at.curl(*call)
    after = at.curl(*login) + at.curl(*call)
    return Seen(
        "An application of Flask-Login that keeps who is signed in in its memory, and was restarted."
        if " 200 " in works
        else "",
        before,
        "< HTTP/1.1 401 UNAUTHORIZED",
        after,
        answers={"new-login-helps": "yes", "after-update": "yes"},
    )


SCRIPT = """import os
import requests

answer = requests.get(os.environ["API"], headers={"Authorization": f"Bearer {os.environ.get('API_TOKEN')}"})
print(answer.status_code, answer.text)
"""


@reproduces(
    "env-file-not-loaded",
    "load-the-env-file/try-by-hand",
    "py:djangorestframework-simplejwt",
    "py:requests",
)
def not_loaded(at: Bench) -> Seen:
    from reproduce.django_api import Api, settings

    api = Api(at, settings(REST_FRAMEWORK="JWT"))
    (at.folder / ".env").write_text(f"API_TOKEN={api.pair()['access']}\n", "utf-8")
    (at.folder / "app.py").write_text(SCRIPT, "utf-8")
    measure = at.given("python", "load-the-env-file/measure-it")
    before = at.shell(
        f"ls -a\npython3 -c '{measure}'\npython3 app.py", API=api.url + "/me"
    )
    lines = at.given("linux")
    after = at.shell(lines, API=api.url + "/me")
    return Seen(
        "A script reads API_TOKEN from its environment; the token is in the file .env, which nothing loads.",
        before,
        "token_not_valid",
        after,
        answers={"dotenv-file-in-use": "yes", "empty-credential": "yes"},
    )
