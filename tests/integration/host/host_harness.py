"""Starts a real lsso-host on a free loopback port over a small SQLite database, and talks HTTP to it."""
import hashlib
import http.client
import json
import os
import pathlib
import re
import secrets
import shutil
import signal
import socket
import sqlite3
import subprocess
import tempfile
import time
import urllib.parse

BIN = pathlib.Path(os.environ['LSSO_HOST_BIN'])
SHARE = pathlib.Path(os.environ['LSSO_HOST_SHARE'])
PLUGIN = {'probe': pathlib.Path(os.environ['LSSO_PROBE']), 'next': pathlib.Path(os.environ['LSSO_PROBE_NEXT']),
          'hello': pathlib.Path(os.environ['LSSO_HELLO'])}
SCHEMA = pathlib.Path(os.environ['LSSO_MIS_SCHEMA'])
MACROS = {'i64': 'BIGINT', 'int': 'INTEGER', 'ts': 'TEXT'}


def password_hash(password):
    salt = secrets.token_bytes(16)
    derived = hashlib.scrypt(password.encode(), salt=salt, n=16384, r=8, p=1, dklen=32, maxmem=64 << 20)
    return f'scrypt$16384$8$1${salt.hex()}${derived.hex()}'


HASHES = {p: password_hash(p) for p in ('demo', 'other')}


def make_database(path):
    sql = re.sub(r'\{\{(\w+)(?::[^}]*)?\}\}', lambda m: MACROS.get(m.group(1), 'TEXT'), SCHEMA.read_text())
    with sqlite3.connect(path) as db:
        db.executescript('PRAGMA journal_mode=WAL;' + sql)
        db.execute("INSERT INTO TB_PROVINCE VALUES ('01', 'ນະຄອນຫຼວງວຽງຈັນ', 'Vientiane Capital')")
        db.execute("INSERT INTO TB_CODE VALUES ('UNTSTA', '1', 'ACTIVE', 'ດຳເນີນການ', 'Operating')")
        db.execute("INSERT INTO TB_OFFICE VALUES ('HQ', 'ສຳນັກງານໃຫຍ່', 'Headquarters', NULL)")
        db.execute("INSERT INTO TB_OFFICE VALUES ('P13', 'ສາຂາ ສະຫວັນນະເຂດ', 'Savannakhet branch', '13')")
        for code, login, roles, office in (('U1', 'clerk', ['CLERK'], 'HQ'), ('U2', 'admin', ['MIS_ADMIN'], 'HQ'),
                                           ('U3', 'far', ['CLERK'], 'P13')):
            db.execute('INSERT INTO TB_USER VALUES (?,?,?,?,?,?,1,0,NULL,NULL)',
                       (code, login, HASHES['demo'], f'ຜູ້ໃຊ້ {login}', f'User {login} <b>&', office))
            db.executemany('INSERT INTO TB_USER_ROLE VALUES (?,?)', [(code, r) for r in roles])
        db.execute("INSERT INTO TB_UNIT (UNT_ID,UNT_SSNO,UNT_NAME_LO,UNT_NAME_EN,PRV_CODE,UNT_STAT,UNT_REGDT) VALUES "
                   "('L1','01-000417','ບໍລິສັດ ໄຊ <script>','Xay Garment','01','1','20170214')")
        db.execute("INSERT INTO TB_MEMBER (MBR_ID,MBR_SSNO,MBR_GNAME,MBR_SNAME,PRV_CODE) VALUES "
                   "('W1','900001','ຄຳ','ວິໄລ','01')")
        db.execute("INSERT INTO TB_EMPLOY VALUES ('E1','L1','W1','20200101','20200101',NULL)")
        db.execute("INSERT INTO TB_CONTRIB VALUES ('L1','202609','W1',1,2000000,230000,0,NULL)")
        db.execute("INSERT INTO TB_CONTRIB VALUES ('L1','202608','W1',1,2000000,230000,230000,'20260915')")


class Reply:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.getheaders()
        self.body = response.read() if response.status else b''
        self.text = self.body.decode('utf-8', 'replace')

    def header(self, name):
        values = [v for k, v in self.headers if k.lower() == name.lower()]
        return values[0] if values else None


class Browser:
    """Keeps cookies and finds form tokens, as a browser without scripts would."""

    def __init__(self, host):
        self.host, self.cookies = host, {}

    def ask(self, method, path, body=None, headers=None, timeout=30):
        connection = http.client.HTTPConnection('127.0.0.1', self.host.port, timeout=timeout)
        sent = {'Accept-Language': 'en'}
        if self.cookies:
            sent['Cookie'] = '; '.join(f'{k}={v}' for k, v in self.cookies.items())
        sent.update(headers or {})
        try:
            connection.request(method, path, body=body, headers=sent)
            reply = Reply(connection.getresponse())
        finally:
            connection.close()
        for name, value in reply.headers:
            if name.lower() == 'set-cookie':
                key, _, rest = value.partition('=')
                content = rest.split(';')[0]
                if 'Max-Age=0' in value:
                    self.cookies.pop(key, None)
                else:
                    self.cookies[key] = content
        return reply

    def get(self, path, **more):
        return self.ask('GET', path, **more)

    def post(self, path, fields, headers=None):
        sent = {'Content-Type': 'application/x-www-form-urlencoded'}
        sent.update(headers or {})
        return self.ask('POST', path, urllib.parse.urlencode(fields), sent)

    def token(self, path):
        return re.search(r'name="csrf" value="([0-9a-f]+)"', self.get(path).text).group(1)

    def login(self, login, password='demo'):
        return self.post('/mis/login', {'csrf': self.token('/mis/login'), 'login': login, 'password': password,
                                        'back': '/mis/'})


class Host:
    def __init__(self, limits='', listen='', plugins=None, extra='', database=True):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='lsso-host-'))
        self.data = self.folder / 'data'
        self.data.mkdir()
        self.database = self.folder / 'mis.sqlite'
        if database:
            make_database(self.database)
        self.library = self.folder / 'probe.so'
        shutil.copy(PLUGIN['probe'], self.library)
        if plugins is None:
            plugins = f'<probe library="{self.library}" kind="quick"/>'
        self.config = self.folder / 'host.xml'
        self.config.write_text(f'''<host><listen address="127.0.0.1" port="0" {listen}/>
          <data_dir>{self.data}</data_dir><share_dir>{SHARE}</share_dir>
          <database engine="sqlite" name="{self.database}" max_connections="8"/>
          <limits {limits}/>{extra}<plugins>{plugins}</plugins></host>''')
        self.process = None
        self.port = None
        self.sockets = []

    def start(self):
        with (self.folder / 'stderr').open('ab') as errors:
            self.process = subprocess.Popen([BIN, '--config', self.config], stdout=subprocess.PIPE, stderr=errors, text=True)
        line = self.process.stdout.readline()
        found = re.search(r'port (\d+)\)', line)
        if not found:
            self.process.wait()
            raise AssertionError(f'no start: {line!r} {(self.folder / "stderr").read_text()}')
        self.port = int(found.group(1))
        return self

    __enter__ = start

    def __exit__(self, *_):
        for s in self.sockets:
            s.close()
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def stop(self, how=signal.SIGTERM):
        if self.process and self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait(60)
        if self.process:
            self.process.stdout.close()
        return self.process.returncode if self.process else None

    def browser(self, login=None):
        b = Browser(self)
        if login:
            reply = b.login(login)
            assert reply.status == 303, (reply.status, reply.text)
        return b

    def raw(self):
        self.sockets.append(socket.create_connection(('127.0.0.1', self.port), timeout=30))
        return self.sockets[-1]

    def rows(self, sql, *parameters):
        with sqlite3.connect(self.database, timeout=20) as db:
            return db.execute(sql, parameters).fetchall()

    def wait_for_requests(self, count):
        """Until so many requests of others are being answered (jobs of plugins are no requests)."""
        self.wait_until(lambda: f'lsso_http_in_flight {count + 1}\n' in self.browser().get('/metrics').text)

    def log(self, name='access'):
        text = (self.data / 'log' / f'{name}.jsonl').read_text()
        return [json.loads(line) for line in text.splitlines()]

    def wait_until(self, condition, seconds=30):
        """For events that have no other signal than a changed state; fails loudly."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            found = condition()
            if found:
                return found
            time.sleep(0.02)
        raise AssertionError('it did not happen in time')
