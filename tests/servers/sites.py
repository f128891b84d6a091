"""Sites that several tests serve: accounts, protected places, an application that checks tokens."""

import base64
import hashlib
import time

from servers.app import claims_of

BASIC = 'auth_basic "Files"; auth_basic_user_file {}/users;'


def hashed(password: str) -> str:
    """A line's hash for nginx and Apache alike."""
    return (
        "{SHA}" + base64.b64encode(hashlib.sha1(password.encode()).digest()).decode()
    )


def bearer(now=time.time, leeway: float = 0, **want: str):
    """An application that checks a bearer token as a strict library does."""

    def answer(request):
        scheme, _, text = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not text.strip():
            return 401, {"WWW-Authenticate": 'Bearer realm="api"'}, "no token"
        claims = claims_of(text)
        wrong = (
            "signature"
            if claims is None
            else "expired"
            if claims["exp"] + leeway <= now()
            else "not yet valid"
            if claims.get("nbf", 0) - leeway > now()
            else next(
                (name for name, value in want.items() if claims.get(name) != value),
                "",
            )
        )
        if wrong:
            return (
                401,
                {
                    "WWW-Authenticate": f'Bearer error="invalid_token", error_description="{wrong}"'
                },
                wrong,
            )
        return 200, {}, "welcome"

    return answer


def apache_site(*directives: str) -> str:
    """A site whose every page is under the directives."""
    return "\n".join(
        ["<Location />", *directives, "</Location>", "DirectoryIndex index.html"]
    )


def digest_site(more: str = "") -> str:
    return apache_site(
        "AuthType Digest",
        "AuthName Reports",
        "AuthUserFile FOLDER/digest",
        more,
        "Require valid-user",
    )


GROUP_SITE = apache_site(
    "AuthType Basic",
    "AuthName Editors",
    "AuthUserFile FOLDER/users",
    "AuthGroupFile FOLDER/groups",
    "Require group editors",
)
