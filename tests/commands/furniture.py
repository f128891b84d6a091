"""What stands in the sandbox: files that pages name, and programs that are held back there."""

from __future__ import annotations

HELD = """echo "parsed:{name}" >> "{folder}/called"
export HTTPS_PROXY=http://127.0.0.1:9 https_proxy=http://127.0.0.1:9 HTTP_PROXY=http://127.0.0.1:9
export http_proxy=http://127.0.0.1:9 NO_PROXY=localhost,127.0.0.1 no_proxy=localhost,127.0.0.1
"{real}" "$@" 2>"{folder}/stderr.$$"
code=$?
cat "{folder}/stderr.$$" >> "{folder}/said"
cat "{folder}/stderr.$$" >&2
exit $code"""

WRAPPED = {
    "sleep": ":",
    "sudo": """while [ "${{1#-}}" != "$1" ]; do [ "$1" = -u ] && shift; shift; done
exec "$@" """,
    "nginx": """case "$*" in *reload*) set -- -t;; esac
exec "{real}" -p "{folder}" -c "{folder}/etc/nginx/nginx.conf" -e "{folder}/error.log" "$@" """,
    "apachectl": """case "$1" in configtest | graceful) set -- -t;; esac
exec "{real2}" -f "{folder}/etc/apache2/apache2.conf" "$@" """.replace(
        "{real2}", "apache2"
    ),
}

SAYS = '#!/bin/sh\necho "{name}" >> "{called}"\n'
PROJECT = {
    "keycloak/bin/kcadm.sh": SAYS,
    "work/gradlew": SAYS,
    "work/bin/rails": SAYS,
    "work/manage.py": 'open("{called}", "a").write("{name}\\n")\n',
    "work/artisan": '<?php file_put_contents("{called}", "{name}\\n", FILE_APPEND);\n',
}

# Nothing leaves for a cloud: keys of nobody, and an address where nobody listens.
CLOUDS = {
    "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE",
    "AWS_SECRET_ACCESS_KEY": "x" * 40,
    "AWS_REGION": "eu-west-1",
    "AWS_ENDPOINT_URL": "http://127.0.0.1:9",
    "AWS_MAX_ATTEMPTS": "1",
    "AWS_EC2_METADATA_DISABLED": "true",
    "CLOUDSDK_CORE_DISABLE_PROMPTS": "1",
    "AZURE_CORE_COLLECT_TELEMETRY": "false",
    "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
    "GH_TOKEN": "",
    "GH_PROMPT_DISABLED": "1",
}

GIT = """[user]
name = bob
email = bob@example.com
[url "file://BARE"]
insteadOf = https://github.com/OWNER/REPOSITORY.git
insteadOf = https://github.com/OWNER/REPO.git
[credential]
helper = store
[http]
proxy = http://bob:secret@127.0.0.1:9
[http "https://github.com/"]
extraheader = AUTHORIZATION: basic abc
"""

APACHE = """ServerRoot FOLDER
PidFile FOLDER/httpd.pid
LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
LoadModule authn_core_module /usr/lib/apache2/modules/mod_authn_core.so
LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
LoadModule mime_module /usr/lib/apache2/modules/mod_mime.so
TypesConfig /dev/null
LoadModule auth_basic_module /usr/lib/apache2/modules/mod_auth_basic.so
ServerName localhost
Listen 127.0.0.1:8084
ErrorLog FOLDER/error.log
"""
SITE = """<Location />
AuthType Basic
AuthUserFile /etc/apache2/users
AuthBasicProvider file
AuthGroupFile /etc/apache2/groups
RequestHeader unset Authorization
Require group editors
</Location>
"""
NGINX = """events {}
http {
proxy_cache_path FOLDER/cache keys_zone=c:1m;
fastcgi_param HTTP_AUTHORIZATION $http_authorization;
server { listen 127.0.0.1:8080; server_name localhost; underscores_in_headers on;
location / { auth_basic x; auth_basic_user_file FOLDER/work/users;
proxy_set_header Authorization $http_authorization; } }
}
"""
HAPROXY = """defaults
    mode http
    timeout client 1s
    timeout server 1s
    timeout connect 1s
frontend f
    bind 127.0.0.1:8081
    http-request del-header authorization
    default_backend b
backend b
    server s 127.0.0.1:8082
"""
NGINX_LOG = """2026/11/24 20:55:40 [error] 7#7: *1 user "bob": password mismatch, client: 192.0.2.1, """
NGINX_LOG += """server: _, request: "GET / HTTP/1.1" abc-123 auth request unexpected status: 502\n"""
APACHE_LOG = """[Tue Nov 24 20:55:40 2026] [auth_basic:error] [client 192.0.2.1:4] AH01617: user bob: """
APACHE_LOG += """authentication failure for "/": Password Mismatch abc-123\n"""
ACCESS_LOG = """192.0.2.1 - - [24/Nov/2026:20:55:40 +0000] "GET /v1/items HTTP/1.1" 401 0 abc-123\n"""
KUBECONFIG = """apiVersion: v1
kind: Config
current-context: c
contexts: [{name: c, context: {cluster: c, user: u}}]
clusters: [{name: c, cluster: {server: "http://127.0.0.1:9"}}]
users: [{name: u, user: {token: abc}}]
"""
DOCKER = '{"auths": {"registry.example.com": {"auth": "Ym9iOnNlY3JldA=="}}, "credsStore": "pass"}'

FILES = {
    "etc/nginx/nginx.conf": NGINX,
    "etc/nginx/api.htpasswd": "bob:{PLAIN}secret\n",
    "etc/apache2/apache2.conf": APACHE,
    "etc/apache2/sites-enabled/site.conf": SITE,
    "etc/apache2/conf-enabled/more.conf": SITE,
    "etc/apache2/groups": "editors: bob\n",
    "etc/httpd/conf.d/site.conf": SITE,
    "etc/haproxy/haproxy.cfg": HAPROXY,
    "etc/caddy/Caddyfile": "localhost:8083 {\nreverse_proxy 127.0.0.1:8082 {\n"
    "header_up -Authorization\n}\n}\n",
    "etc/traefik/traefik.yml": "removeHeader: true\n",
    "etc/kubernetes/admin.conf": KUBECONFIG,
    "etc/kubernetes/manifests/api.yaml": "kind: Pod\n",
    "etc/ssl/company-ca.crt": "",
    "root/.keep": "",
    "var/www/site/.htaccess": "AuthUserFile /etc/apache2/users\n",
    "var/cache/one": "HTTP/1.1 401\n",
    "var/log/nginx/error.log": NGINX_LOG,
    "var/log/nginx/access.log": ACCESS_LOG,
    "var/log/nginx/auth.log": ACCESS_LOG,
    "var/log/apache2/error.log": APACHE_LOG,
    "var/log/apache2/access.log": ACCESS_LOG,
    "var/log/httpd/error_log": APACHE_LOG,
    "var/log/gateway/access.log": ACCESS_LOG,
    "var/tomcat/logs/catalina.1.log": 'locked user [bob]\nlocked user "bob"\n',
    "home/.netrc": "machine localhost login bob password secret\n",
    "home/.npmrc": "//localhost/:_authToken=abc\nproxy=http://127.0.0.1:9\nhttps-proxy=http://127.0.0.1:9\n",
    "home/.docker/config.json": DOCKER,
    "home/.m2/settings.xml": "<settings><servers><server><id>x</id></server></servers></settings>",
    "home/.kube/config": KUBECONFIG,
    "home/.config/pip/pip.conf": "[global]\nindex-url = https://bob:secret@pypi.example.com/simple\n",
    "home/.git-credentials": "https://bob:secret@github.com\n",
    "work/token.txt": "secret\n",
    "work/auth.header": "Authorization: Bearer abc\n",
    "work/client.form": "client_id=x",
    "work/refresh.form": "refresh_token=x",
    "work/users": "bob:{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=\n",
    "work/.env": "API_TOKEN=abc\nURL=http://localhost\n",
    "work/app.py": "import os, secrets\nprint(len(os.environ['API_TOKEN']), secrets.token_hex(2))\n",
    "work/app.js": "console.log(process.env.API_TOKEN.length)\n",
    "work/src/app.js": "fetch('/api')\n",
    "work/package.json": '{"name": "x", "version": "1.0.0"}',
    "work/package-lock.json": '{"lockfileVersion": 3, "packages": {}}',
    "work/users.bak": "bob:old\n",
    "work/key.txt": "secret\n",
    "work/versions-before.txt": "",
    "work/.gitignore": "",
    "work/compose.yaml": "services: {app: {image: x, labels: ['traefik.basicauth.users=bob:x']}}\n",
}
