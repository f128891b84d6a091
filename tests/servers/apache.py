"""A private Apache httpd: `with Apache(folder, "<Location />…</Location>", modules=["auth_basic"]) as server`."""

import os
import shutil
from pathlib import Path

from servers.process import Server

MODULES = next(
    (
        path
        for path in map(
            Path, ("/usr/lib/apache2/modules", "/usr/lib64/httpd/modules")
        )
        if path.is_dir()
    ),
    None,
)
PROGRAM = MODULES and (
    shutil.which("apache2")
    or shutil.which("/usr/sbin/apache2")
    or shutil.which("httpd")
)
BASE = [
    "mpm_event",
    "authz_core",
    "authn_core",
    "authn_file",
    "authz_user",
    "auth_basic",
    "mime",
    "alias",
]


class Apache(Server):
    """`config` goes to the end of the configuration."""

    def __init__(
        self,
        folder: Path,
        config: str,
        modules: list[str] | None = None,
        port: int | None = None,
    ):
        super().__init__(folder, port)
        (folder / "htdocs").mkdir(exist_ok=True)
        (folder / "htdocs" / "index.html").write_text("welcome\n", "utf-8")
        loads = "".join(
            f"LoadModule {name}_module {MODULES}/mod_{name}.so\n"
            for name in [*BASE, *(modules or [])]
        )
        user = "User www-data\nGroup www-data\n" if os.getuid() == 0 else ""
        unixd = (
            f"LoadModule unixd_module {MODULES}/mod_unixd.so\n"
            if (MODULES / "mod_unixd.so").exists()
            else ""
        )
        (folder / "httpd.conf").write_text(
            f"""ServerRoot {folder}
PidFile {folder}/httpd.pid
{unixd}{loads}{user}Listen 127.0.0.1:{self.port}
ServerName 127.0.0.1
TypesConfig /dev/null
ErrorLog {folder}/error.log
LogLevel info
DocumentRoot {folder}/htdocs
<Directory {folder}>
Require all granted
</Directory>
{config}
""",
            "utf-8",
        )
        # the workers are another user when root starts them
        for path in (
            folder,
            folder / "htdocs",
        ):
            path.chmod(0o755)

    def command(self) -> list[str]:
        return [PROGRAM, "-DFOREGROUND", "-f", str(self.folder / "httpd.conf")]
