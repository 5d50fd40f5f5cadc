"""The host on PostgreSQL and MariaDB: login, screens, services. The servers come from packaging/lib/with-servers; one
that is missing fails."""
import os
import re
import secrets
import sqlite3
import subprocess
import unittest

from host_harness import SCHEMA, Host

CREATE = 'CREATE DATABASE {}'


class Server:
    def __init__(self, engine):
        self.engine = engine
        self.host, self.port, self.user, self.password_file = os.environ[f'SSIIS_TEST_{engine.upper()}'].split(':', 3)
        with open(self.password_file, encoding='utf-8') as file:
            self.password = file.read().strip()

    def run(self, database, sql):
        if self.engine == 'postgresql':
            command = ['psql', '-h', self.host, '-p', self.port, '-U', self.user, '-d', database, '-q', '-v', 'ON_ERROR_STOP=1']
        else:
            command = ['mariadb', '--no-defaults', '--default-character-set=utf8mb4', '-h', self.host, '-P', self.port,
                       '-u', self.user, database]
        secret = {'PGPASSWORD': self.password, 'MYSQL_PWD': self.password}
        subprocess.run(command, input=sql, text=True, check=True, env=dict(os.environ, **secret))


def column(match):
    fixed = {'i64': 'BIGINT', 'int': 'INTEGER', 'ts': 'VARCHAR(32)'}
    return fixed.get(match.group(1)) or f'VARCHAR({match.group(2)})'


class Engines(unittest.TestCase):
    def on(self, engine):
        server, name = Server(engine), 'host_' + secrets.token_hex(6)
        server.run('ssiis', CREATE.format(name))
        self.addCleanup(server.run, 'ssiis', f'DROP DATABASE {name}')
        host = Host()
        with sqlite3.connect(host.database) as db:  # the same content, as plain statements
            rows = [re.sub(r'INSERT INTO "(\w+)"', r'INSERT INTO \1', line) for line in db.iterdump()
                    if line.startswith('INSERT')]
        server.run(name, re.sub(r'\{\{(\w+)(?::(\d+))?\}\}', column, SCHEMA.read_text()) + '\n'.join(rows))
        connection = (f'<database engine="{engine}" host="{server.host}" port="{server.port}" name="{name}" '
                      f'user="{server.user}" password_file="{server.password_file}" tls="off" max_connections="8"/>')
        host.config.write_text(re.sub(r'<database [^>]*/>', connection, host.config.read_text()))
        with host:
            self.look_at(host)
            self.assertEqual([l for l in host.log('host') if l['severity'] == 'error'], [])
            self.assertEqual(host.stop(), 0)

    def look_at(self, host):
        self.assertEqual(host.browser().get('/health/ready').status, 200)
        self.assertEqual(host.browser().login('clerk', 'wrong').status, 422)
        clerk, far, admin = (host.browser(name) for name in ('clerk', 'far', 'admin'))
        for path in ('/mis/units?q=xay', '/mis/units?q=01-0', '/mis/units/L1', '/mis/contributions?unit=L1', '/mis/workers/W1'):
            self.assertIn('Xay Garment', clerk.get(path).text, path)
        self.assertIn('230,000', clerk.get('/mis/units/L1').text)
        self.assertNotIn('Xay Garment', clerk.get('/mis/units?q=%25').text)
        self.assertEqual(far.get('/mis/units/L1').status, 404)
        self.assertIn('clerk:1:0 admin:1:0 far:1:0 proved=1 audited=1', clerk.get('/probe/services').text)
        token = admin.token('/mis/admin/modules')
        self.assertEqual(admin.post('/mis/admin/modules/probe/reload', {'csrf': token}).status, 303)
        self.assertIn('plugin.reload', admin.get('/mis/admin/modules').text)

    def test_the_host_stands_on_postgresql(self):
        self.on('postgresql')

    def test_the_host_stands_on_mariadb(self):
        self.on('mariadb')


if __name__ == '__main__':
    unittest.main()
