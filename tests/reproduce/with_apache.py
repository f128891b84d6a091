"""Apache httpd: Basic and Digest, groups, a directory (OpenLDAP), Kerberos (MIT), WSGI."""

import hashlib
import subprocess
import time

from servers.process import Server
from servers.sites import apache_site

from reproduce.bench import ENVIRONMENT, Bench, Program
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
        hashlib.md5(text.encode()).hexdigest() for text in ("alice:Reports:secret", "GET:/")
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
        "WSGIScriptAlias / FOLDER/app.py\nWSGIDaemonProcess api python-path={} home=FOLDER\n"
        "WSGIProcessGroup api\nWSGIApplicationGroup %{{GLOBAL}}\nWSGISocketPrefix FOLDER/wsgi\n"
    ).format(packages)
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
    after = at.curl(*call, at.apache(f"{site}{at.given('python')}\n", "wsgi").url + "/me")
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


SLAPD = """include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb.la
moduleload ppolicy.la
pidfile FOLDER/slapd.pid
database mdb
suffix "dc=example,dc=org"
rootdn "cn=admin,dc=example,dc=org"
rootpw admin
directory FOLDER/db
overlay ppolicy
ppolicy_default "cn=policy,dc=example,dc=org"
access to attrs=userPassword by self write by anonymous auth by * none
access to * by * read
"""
PEOPLE = """dn: dc=example,dc=org
objectClass: dcObject
objectClass: organization
dc: example
o: Example

dn: cn=policy,dc=example,dc=org
objectClass: person
objectClass: pwdPolicy
cn: policy
sn: policy
pwdAttribute: userPassword
{policy}

dn: cn=web,dc=example,dc=org
objectClass: person
cn: web
sn: web
userPassword: webpass

dn: uid=alice,dc=example,dc=org
objectClass: inetOrgPerson
uid: alice
cn: Alice
sn: Alice
userPassword: secret
"""
LDAP = ("apache2-bin", "slapd", "curl")


def directory(at: Bench, policy: str = "") -> Program:
    """An OpenLDAP server with an account for a web server and one for Alice."""
    folder = at.place(slapd_conf=SLAPD, people_ldif=PEOPLE.format(policy=policy).replace("\n\n\n", "\n\n"))
    conf = folder / "slapd.conf"
    conf.write_text(SLAPD.replace("FOLDER", str(folder)), "utf-8")
    (folder / "db").mkdir()
    words = ["/usr/sbin/slapadd", "-f", str(conf), "-l", str(folder / "people.ldif")]
    subprocess.run(words, check=True, capture_output=True)
    listen = f"ldap://127.0.0.1:{at.port}"
    return at.run(
        Program(folder, at.port, ["/usr/sbin/slapd", "-d", "256", "-f", str(conf), "-h", listen], {})
    )


def behind_a_directory(at: Bench, ldap: Program, password: str = "webpass") -> Server:
    """An Apache that asks the directory for passwords."""
    site = apache_site(
        "AuthType Basic",
        "AuthName Intranet",
        "AuthBasicProvider ldap",
        f'AuthLDAPURL "ldap://127.0.0.1:{ldap.port}/dc=example,dc=org?uid"',
        'AuthLDAPBindDN "cn=web,dc=example,dc=org"',
        f"AuthLDAPBindPassword {password}",
        "Require valid-user",
    )
    return at.apache(f"LDAPCacheTTL 0\nLDAPOpCacheTTL 0\n{site}", "ldap", "authnz_ldap", "dir")


@reproduces("auth-backend-down", "restore-the-auth-backend/renew-the-servers-account", *LDAP)
def account_of_the_server(at: Bench) -> Seen:
    ldap = directory(at)
    server = behind_a_directory(at, ldap, "webpass-of-last-year")
    before = at.curl(*OWNER, server.url + "/") + at.log(server, "AH0169|AH0161")
    at.stop(server)
    after = at.curl(*OWNER, behind_a_directory(at, ldap).url + "/")
    return Seen(
        "Apache asks OpenLDAP, with an account of its own whose password was changed in the directory.",
        before,
        "[LDAP: ldap_simple_bind() failed]",
        after,
        change="AuthLDAPBindPassword <the new password of cn=web>",
        answers={"all-stopped-at-one-moment": "yes"},
    )


@reproduces("account-locked", "unlock-the-account/or-wait", *LDAP)
def locked_by_a_policy(at: Bench) -> Seen:
    ldap = directory(at, "pwdLockout: TRUE\npwdMaxFailure: 3\npwdLockoutDuration: 5")
    server = behind_a_directory(at, ldap)
    for guess in ("Secret", "secret1", "geheim"):
        at.curl("-u", f"alice:{guess}", server.url + "/")
    before = at.curl(*OWNER, server.url + "/") + at.log(server, "AH01617")
    asked = ["ldapsearch", "-LLL", "-o", "ldif-wrap=no", "-x", "-H", f"ldap://127.0.0.1:{ldap.port}"]
    asked += ["-b", "dc=example,dc=org", "'(uid=alice)'", "pwdAccountLockedTime"]
    before += at.shell(" ".join(asked))
    time.sleep(6)
    after = at.curl(*OWNER, server.url + "/")
    return Seen(
        "Apache asks OpenLDAP, whose policy locks an account after three wrong passwords, here for five seconds.",
        before,
        "pwdAccountLockedTime:",
        after,
    )


@reproduces("expired-password", "renew-the-password/change-it", *LDAP)
def too_old(at: Bench) -> Seen:
    ldap = directory(at, "pwdMaxAge: 1\npwdAllowUserChange: TRUE")
    server = behind_a_directory(at, ldap)
    change = "dn: uid=alice,dc=example,dc=org\nchangetype: modify\nreplace: userPassword\nuserPassword: {}"
    as_admin = f"ldapmodify -x -H ldap://127.0.0.1:{ldap.port} -D cn=admin,dc=example,dc=org -w admin"
    at.shell(f"{as_admin} <<'END'\n{change.format('secret')}\nEND")
    time.sleep(2.5)
    before = at.curl(*OWNER, server.url + "/") + at.log(server, "AH01617")
    before += at.shell(
        f"ldapwhoami -x -e ppolicy -H ldap://127.0.0.1:{ldap.port} -D uid=alice,dc=example,dc=org -w secret"
    )
    policy = "dn: cn=policy,dc=example,dc=org\nchangetype: modify\nreplace: pwdMaxAge\npwdMaxAge: 600"
    at.shell(f"{as_admin} <<'END'\n{policy}\n\n{change.format('new-secret')}\nEND")
    after = at.curl("-u", "alice:new-secret", server.url + "/")
    return Seen(
        "Apache asks OpenLDAP, whose policy ends passwords after a time, here a second.",
        before,
        "Password expired",
        after,
        change="A new password was set in the directory.",
    )
