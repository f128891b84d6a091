"""Apache httpd that asks a directory (OpenLDAP), whose policy locks accounts and ends passwords."""

import subprocess
import time

from servers.process import Server
from servers.sites import apache_site

from reproduce.bench import Bench, Program
from reproduce.recording import Seen
from reproduce.registry import reproduces

OWNER = ("-u", "alice:secret")


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
    folder = at.place(
        slapd_conf=SLAPD,
        people_ldif=PEOPLE.format(policy=policy).replace("\n\n\n", "\n\n"),
    )
    conf = folder / "slapd.conf"
    conf.write_text(SLAPD.replace("FOLDER", str(folder)), "utf-8")
    (folder / "db").mkdir()
    words = ["/usr/sbin/slapadd", "-f", str(conf), "-l", str(folder / "people.ldif")]
    subprocess.run(words, check=True, capture_output=True)
    listen = f"ldap://127.0.0.1:{at.port}"
    return at.run(
        Program(
            folder,
            at.port,
            ["/usr/sbin/slapd", "-d", "256", "-f", str(conf), "-h", listen],
            {},
        )
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
    return at.apache(
        f"LDAPCacheTTL 0\nLDAPOpCacheTTL 0\n{site}", "ldap", "authnz_ldap", "dir"
    )


@reproduces(
    "auth-backend-down", "restore-the-auth-backend/renew-the-servers-account", *LDAP
)
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
        answers={"all-stopped-at-one-moment": "yes", "fails-for-everyone": "yes"},
    )


@reproduces("account-locked", "unlock-the-account/or-wait", *LDAP)
def locked_by_a_policy(at: Bench) -> Seen:
    ldap = directory(at, "pwdLockout: TRUE\npwdMaxFailure: 3\npwdLockoutDuration: 5")
    server = behind_a_directory(at, ldap)
    for guess in ("Secret", "secret1", "geheim"):
        at.curl("-u", f"alice:{guess}", server.url + "/")
    before = at.curl(*OWNER, server.url + "/") + at.log(server, "AH01617")
    asked = [
        "ldapsearch",
        "-LLL",
        "-o",
        "ldif-wrap=no",
        "-x",
        "-H",
        f"ldap://127.0.0.1:{ldap.port}",
    ]
    asked += ["-b", "dc=example,dc=org", "'(uid=alice)'", "pwdAccountLockedTime"]
    before += at.shell(" ".join(asked))
    time.sleep(6)
    after = at.curl(*OWNER, server.url + "/")
    return Seen(
        "Apache asks OpenLDAP, whose policy locks an account after three wrong passwords, here for five seconds.",
        before,
        "pwdAccountLockedTime:",
        after,
        answers={"many-attempts-made": "yes", "waiting-helps": "yes"},
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
