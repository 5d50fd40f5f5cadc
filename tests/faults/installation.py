"""One installation of the system for the campaigns: a data folder, a database of its own, hosts that are started, killed and
started again. Knows the programs only from outside."""
import os
import random
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "packaging/lib"))

CREATE = {"postgresql": "CREATE DATABASE {} TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'lo' LOCALE 'C.UTF-8' ENCODING UTF8",
          "mariadb": "CREATE DATABASE {} CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin"}


def free_port(taken=()):
    """A port that nobody listens on and that none of ours will take."""
    first = int(os.environ.get("SSIIS_PORT_FIRST") or random.randrange(21000, 28000))
    for port in sorted(set(range(first, first + 200)) - set(taken)):
        with socket.socket() as s:
            s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                s.bind(("127.0.0.1", port))
                return port
            except OSError:
                pass
    sys.exit("no free port")


class Server:
    """A database server of packaging/lib/with-servers; its client program answers."""

    def __init__(self, engine):
        self.engine, variable = engine, f"SSIIS_TEST_{engine.upper()}"
        if variable not in os.environ:
            sys.exit(f"{variable} is not set: run under packaging/lib/with-servers")
        self.host, self.port, self.user, self.password_file = os.environ[variable].split(":", 3)

    def command(self, database):
        if self.engine == "postgresql":
            return ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", self.host, "-p", self.port, "-U", self.user, "-d", database]
        return ["mariadb", "--no-defaults", "--default-character-set=utf8mb4", "-h", self.host, "-P", self.port, "-u", self.user,
                database]

    def run(self, sql, database="ssiis"):
        password = Path(self.password_file).read_text(encoding="utf-8").strip()
        more = ["--csv", "-t"] if self.engine == "postgresql" else ["-B", "-N"]
        done = subprocess.run(self.command(database) + more, input=sql, text=True, capture_output=True,
                              env=dict(os.environ, PGPASSWORD=password, MYSQL_PWD=password))
        if done.returncode:
            raise RuntimeError(f"{sql}: {done.stderr}")
        return done.stdout


class Host:
    """One lsso-host process of an installation."""

    def __init__(self, installation, name, taken):
        self.at, self.name, self.process = installation, name, None
        self.port = free_port(taken)
        self.folder = installation.folder / name
        self.folder.mkdir()
        self.config = self.folder / "host.xml"

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    def start(self, failpoints=None):
        environment = dict(os.environ)
        if failpoints:
            environment["SSIIS_FAILPOINTS"] = str(failpoints)
        with (self.folder / "out").open("ab") as out:
            self.process = subprocess.Popen([self.at.build / "bin/lsso-host", "--config", self.config], stdout=out, stderr=out,
                                            env=environment, start_new_session=True)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            try:
                with urllib.request.urlopen(self.address + "/health/ready", timeout=5):
                    if self.process.poll() is None:  # else it was another's answer
                        return self
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
        raise RuntimeError(f"the host is not ready: {(self.folder / 'out').read_text()[-2000:]}")

    def wait_dead(self, seconds=20):
        """True when the process was killed; it is reaped then."""
        try:
            return self.process.wait(seconds) == -signal.SIGKILL
        except subprocess.TimeoutExpired:
            return False

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.kill()
        return self.process.returncode if self.process else 0


class Installation:
    def __init__(self, build, engine, hosts=1, connections=16):
        self.build, self.engine = Path(build), engine
        self.folder = Path(tempfile.mkdtemp(prefix="ssiis-faults-"))
        self.server = None if engine == "sqlite" else Server(engine)
        self.database = str(self.folder / "mis.sqlite") if engine == "sqlite" else "faults_" + secrets.token_hex(6)
        if self.server:
            self.server.run(CREATE[engine].format(self.database))
        shutil.copy(ROOT / "config/module.xml", self.folder / "module.xml")
        self.hosts = []
        for i in range(hosts):
            self.hosts.append(Host(self, f"host{i + 1}", [h.port for h in self.hosts]))
        self.base = f"http://localhost:{self.hosts[0].port}"  # what people type; a balancer would stand there
        for host in self.hosts:
            self._configure(host, connections)

    def _configure(self, host, connections):
        if self.engine == "sqlite":
            connection = f'engine="sqlite" name="{self.database}"'
        else:
            s = self.server
            connection = (f'engine="{self.engine}" host="{s.host}" port="{s.port}" name="{self.database}" user="{s.user}" '
                          f'password_file="{s.password_file}" tls="off"')
        audit = f"<audit><key_file>{self.folder}/audit.key</key_file><anchor_file>{self.folder}/anchor</anchor_file></audit>"
        host.config.write_text(f"""<host>
  <listen address="127.0.0.1" port="{host.port}" threads="32"/>
  <public_base_url>{self.base}</public_base_url>
  <demonstration>true</demonstration>
  <data_dir>{host.folder}</data_dir>
  <database {connection} max_connections="{connections}"/>
  {audit}
  <plugins>
    <ssiis library="{self.build}/lib/libssiis.so" config="{self.folder}/module.xml" resources="{self.build}/share/ssiis">{audit}</ssiis>
  </plugins>
</host>
""", encoding="utf-8")

    def admin(self, *arguments, check=True):
        done = subprocess.run([self.build / "bin/ssiis-admin", "--config", self.hosts[0].config, *arguments],
                              capture_output=True, text=True)
        if check and done.returncode:
            raise RuntimeError(f"ssiis-admin {arguments}: {done.stdout}{done.stderr}")
        return done

    def fill(self, units=120):
        self.admin("migrate")
        self.admin("registry", "generate", "--units", str(units), "--seed", "1", "--out", self.folder / "registry")
        self.admin("registry", "load", self.folder / "registry")
        self.admin("profiles", "load")
        self.admin("workflow", "deploy", self.build / "share/ssiis/workflow")
        self.admin("demo", "accounts")
        self.admin("registry", "index")
        return self

    def where(self):
        """How the program that reads the raw tables finds the database."""
        if self.engine == "sqlite":
            return f"sqlite:{self.database}"
        s = self.server
        return ":".join((self.engine, s.host, s.port, s.user, self.database, s.password_file))

    def verify_audit(self):
        done = self.admin("audit", "verify", check=False)
        return "" if done.returncode == 0 else (done.stdout + done.stderr).strip()

    def remove(self):
        for host in self.hosts:
            if host.process and host.process.poll() is None:
                host.kill()
        if os.environ.get("KEEP_FAULTS_DATA") == "1":
            print("kept:", self.folder, self.where())
            return
        if self.server:
            force = " WITH (FORCE)" if self.engine == "postgresql" else ""
            self.server.run(f"DROP DATABASE {self.database}{force}")
        shutil.rmtree(self.folder, ignore_errors=True)
