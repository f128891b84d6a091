"""A private nginx: `with Nginx(folder, "location / { … }") as server`."""

import shutil
from pathlib import Path

from servers.process import Server

PROGRAM = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")


class Nginx(Server):
    """`server` goes into the server block, `http` beside it. Logs at level info, runs as the caller."""

    def __init__(
        self, folder: Path, server: str, http: str = "", port: int | None = None
    ):
        super().__init__(folder, port)
        (folder / "tmp").mkdir(exist_ok=True)
        temp = "".join(
            f"{kind}_temp_path {folder}/tmp/{kind};\n"
            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        (folder / "nginx.conf").write_text(
            f"""daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/error.log info;
events {{}}
http {{
{temp}access_log {folder}/access.log;
{http}
server {{
listen 127.0.0.1:{self.port};
root {folder};
{server}
}}
}}
""",
            "utf-8",
        )

    def command(self) -> list[str]:
        return [
            PROGRAM,
            "-e",
            str(self.log),
            "-p",
            str(self.folder),
            "-c",
            str(self.folder / "nginx.conf"),
        ]
