"""Kerberos (MIT) in front of Apache, and HAProxy, which asks for a login itself."""

import os
import subprocess

from servers.sites import apache_site

from reproduce.bench import Bench, Program
from reproduce.recording import Seen
from reproduce.registry import reproduces

KRB5 = """[libdefaults]
default_realm = EXAMPLE.ORG
dns_lookup_kdc = false
dns_canonicalize_hostname = false
rdns = false
udp_preference_limit = 1
[realms]
EXAMPLE.ORG = {{
  kdc = 127.0.0.1:{port}
}}
[domain_realm]
localhost = EXAMPLE.ORG
"""
KDC = """[realms]
EXAMPLE.ORG = {{
  database_name = {folder}/principal
  key_stash_file = {folder}/stash
  acl_file = {folder}/acl
  kdc_tcp_listen = 127.0.0.1:{port}
  kdc_listen = 127.0.0.1:{port}
}}
"""


def _realm(at: Bench) -> dict[str, str]:
    """A KDC with Alice and the web server of localhost; the variables that its clients need."""
    folder = at.place()
    (folder / "krb5.conf").write_text(KRB5.format(port=at.port), "utf-8")
    (folder / "kdc.conf").write_text(KDC.format(port=at.port, folder=folder), "utf-8")
    env = {
        "KRB5_CONFIG": str(folder / "krb5.conf"),
        "KRB5_KDC_PROFILE": str(folder / "kdc.conf"),
    }

    def made(*words: str) -> None:
        subprocess.run(
            words, env={**os.environ, **env}, check=True, capture_output=True
        )

    made("/usr/sbin/kdb5_util", "create", "-s", "-P", "master", "-r", "EXAMPLE.ORG")
    for query in ("addprinc -pw secret alice", "addprinc -randkey HTTP/localhost"):
        made("/usr/sbin/kadmin.local", "-q", query)
    made(
        "/usr/sbin/kadmin.local",
        "-q",
        f"ktadd -k {folder}/http.keytab HTTP/localhost",
    )
    (folder / "http.keytab").chmod(0o644)
    at.run(Program(folder, at.port, ["/usr/sbin/krb5kdc", "-n"], env))
    return {**env, "KEYTAB": str(folder / "http.keytab")}


@reproduces(
    "windows-authentication-required",
    "use-windows-authentication/get-a-ticket",
    "apache2-bin",
    "libapache2-mod-auth-gssapi",
    "krb5-kdc",
    "krb5-user",
    "curl",
)
def no_ticket(at: Bench) -> Seen:
    realm = _realm(at)
    config = {"KRB5_CONFIG": realm["KRB5_CONFIG"]}
    site = apache_site(
        "AuthType GSSAPI",
        "AuthName Intranet",
        f"GssapiCredStore keytab:{realm['KEYTAB']}",
        "Require valid-user",
    )
    os.environ.update(config)
    try:
        server = at.apache(site, "auth_gssapi", "dir")
    finally:
        del os.environ["KRB5_CONFIG"]
    url = f"http://localhost:{server.port}/"
    call = f"curl -sv --negotiate -u : {url}"
    before = at.shell(f"klist\n{call}", **config)
    lines = at.given("linux")
    names = {**config, "USER_NAME": "alice", "REALM": "EXAMPLE.ORG"}
    after = at.shell(f"{lines}\n{call}", "secret", **names)
    where = str(realm["KRB5_CONFIG"])
    return Seen(
        "Apache asks for Negotiate (mod_auth_gssapi) and an MIT KDC issues the tickets; the client has none.",
        before.replace(where, "/etc/krb5.conf"),
        "< WWW-Authenticate: Negotiate",
        after.replace(where, "/etc/krb5.conf"),
        change=lines,
        handshake=True,
    )


GATEWAY = """defaults
  mode http
  timeout connect 5s
  timeout client 5s
  timeout server 5s
userlist staff
  user carol insecure-password p@ss
frontend door
  bind 127.0.0.1:PORT
  http-request auth realm Gateway unless { http_auth(staff) } RULE
  default_backend app
backend app
  server app 127.0.0.1:APP
"""


@reproduces(
    "firewall-or-gateway-answers",
    "check-the-server-configuration/change-one-rule",
    "haproxy",
    "nginx-light",
    "curl",
)
def gateway_asks(at: Bench) -> Seen:
    site = 'location / { auth_basic "Files"; auth_basic_user_file FOLDER/users; }'
    app = at.nginx(site)

    def door(rule: str) -> Program:
        text = GATEWAY.replace("APP", str(app.port)).replace("RULE", rule)
        words = ["/usr/sbin/haproxy", "-db", "-f", "FOLDER/haproxy.cfg"]
        return at.program(*words, haproxy_cfg=text)

    gateway = door("")
    before = at.curl("-u", "alice:secret", gateway.url + "/index.html")
    step = "check-the-server-configuration/test-past-the-proxy"
    before += at.page(
        "curl", "secret", step, APP_URL=app.url + "/index.html", USER_NAME="alice"
    )
    at.stop(gateway)
    rule = "|| { path /index.html }"
    after = at.curl("-u", "alice:secret", door(rule).url + "/index.html")
    return Seen(
        "HAProxy asks for a login of its own in front of an nginx that knows Alice.",
        before,
        'www-authenticate: Basic realm="Gateway"',
        after,
        change="http-request auth realm Gateway unless { http_auth(staff) } " + rule,
        answers={
            "works-directly-not-through-proxy": "yes",
            "request-never-reaches-the-application": "yes",
        },
    )
