"""Who may come in: passwords, lockout, sessions, roles, form tokens."""
import re
import unittest

from host_harness import Host

REFUSED = 'Login or password is not right'


class Login(unittest.TestCase):
    def setUp(self):
        self.host = Host().start()

    def tearDown(self):
        self.host.__exit__()

    def test_a_good_password_opens_a_guarded_session(self):
        b = self.host.browser()
        self.assertEqual(b.get('/probe').header('Location'), '/mis/login?back=%2Fprobe')
        reply = b.login('clerk')
        self.assertEqual((reply.status, reply.header('Location')), (303, '/mis/'))
        line = [v for k, v in reply.headers if k == 'Set-Cookie' and v.startswith('__Host-lsso_session=')][0]
        for word in ('Secure', 'HttpOnly', 'SameSite=Lax', 'Path=/'):
            self.assertIn(word, line)
        self.assertNotIn('Domain', line)
        self.assertIn('fragment 1', b.get('/probe').text)
        token = b.cookies['__Host-lsso_session']
        stored = self.host.rows('SELECT SES_HASH FROM TB_SESSION')[0][0]
        self.assertNotEqual(token, stored)  # a copy of the table opens no session

    def test_unknown_wrong_locked_and_inactive_get_the_same_answer(self):
        self.host.rows("UPDATE TB_USER SET USR_ACTIVE = 0 WHERE USR_LOGIN = 'far'")
        self.host.rows("UPDATE TB_USER SET USR_LOCKED_UNTIL = '2999-01-01T00:00:00.000000Z' WHERE USR_LOGIN = 'admin'")
        pages = set()
        for login, password in (('nobody', 'demo'), ('clerk', 'wrong'), ('admin', 'demo'), ('far', 'demo'), ("x' OR 1=1 --", 'demo')):
            reply = self.host.browser().login(login, password)
            self.assertEqual(reply.status, 422)
            self.assertIn(REFUSED, reply.text)
            text = re.sub(r'value="[^"]*"', '', reply.text)
            pages.add(text)
        self.assertEqual(len(pages), 1)

    def test_failures_lock_the_account_and_the_right_password_does_not_help_then(self):
        b = self.host.browser()
        for _ in range(5):
            self.assertEqual(b.login('clerk', 'wrong').status, 422)
        fails, until = self.host.rows("SELECT USR_FAILS, USR_LOCKED_UNTIL FROM TB_USER WHERE USR_LOGIN = 'clerk'")[0]
        self.assertEqual(fails, 5)
        self.assertIsNotNone(until)
        self.assertEqual(b.login('clerk').status, 422)
        self.host.rows("UPDATE TB_USER SET USR_LOCKED_UNTIL = '2000-01-01T00:00:00.000000Z' WHERE USR_LOGIN = 'clerk'")
        self.assertEqual(b.login('clerk').status, 303)
        self.assertEqual(self.host.rows("SELECT USR_FAILS, USR_LOCKED_UNTIL FROM TB_USER WHERE USR_LOGIN = 'clerk'"), [(0, None)])
        events = [e for e, in self.host.rows('SELECT AUD_EVENT FROM TB_HOST_AUDIT ORDER BY AUD_AT')]
        self.assertEqual(events.count('login.refused'), 6)
        self.assertEqual(events.count('login.good'), 1)

    def test_an_address_that_guesses_many_logins_has_to_wait(self):
        b = self.host.browser()
        for i in range(20):
            self.assertEqual(b.login(f'guess{i}').status, 422)
        self.assertEqual(b.login('clerk').status, 429)

    def test_the_form_needs_its_token_and_its_own_site(self):
        b = self.host.browser()
        fields = {'csrf': '0' * 64, 'login': 'clerk', 'password': 'demo', 'back': '/mis/'}
        self.assertEqual(b.post('/mis/login', fields).status, 403)
        fields['csrf'] = b.token('/mis/login')
        for headers in ({'Sec-Fetch-Site': 'cross-site'}, {'Origin': 'https://evil.example'}, {'Origin': 'null'}):
            self.assertEqual(b.post('/mis/login', fields, headers).status, 403)
        own = {'Sec-Fetch-Site': 'same-origin', 'Origin': f'http://127.0.0.1:{self.host.port}'}
        self.assertEqual(b.post('/mis/login', fields, own).status, 303)

    def test_after_the_login_nobody_is_sent_elsewhere(self):
        for back in ('https://evil.example/', '//evil.example/', '/\\evil.example', '/mis/logout', 'javascript:x', '/a\r\nX: y', '/\t/evil.example', '/\x01/evil.example'):
            b = self.host.browser()
            reply = b.post('/mis/login', {'csrf': b.token('/mis/login'), 'login': 'clerk', 'password': 'demo', 'back': back})
            self.assertEqual(reply.header('Location'), '/mis/', back)

    def test_the_switch_of_language_leads_nowhere_else_either(self):
        b = self.host.browser()
        for back in ('https%3A//evil.example', '//evil.example', '/%5Cevil.example', '/%09/evil.example', '/%0d%0aX:%20y', '%ff', ''):
            reply = b.get('/mis/language?lang=lo&back=' + back)
            self.assertEqual((reply.status, reply.header('Location')), (303, '/mis/'), back)
        self.assertEqual(b.get('/mis/language?lang=lo&back=/mis/units%3Fq%3Da').header('Location'), '/mis/units?q=a')

    def test_a_login_never_takes_over_a_session_that_was_there_before(self):
        b = self.host.browser()
        b.cookies['__Host-lsso_session'] = planted = 'a' * 64
        self.assertEqual(b.login('clerk').status, 303)
        first = b.cookies['__Host-lsso_session']
        self.assertNotEqual(first, planted)
        b.get('/mis/language?lang=en')
        self.assertEqual(b.login('admin').status if b.get('/mis/login').status == 200 else 303, 303)
        second = self.host.browser('clerk').cookies['__Host-lsso_session']
        self.assertNotEqual(first, second)
        stranger = self.host.browser()
        stranger.cookies['__Host-lsso_session'] = planted
        self.assertEqual(stranger.get('/probe').status, 303)

    def test_nothing_that_is_shown_or_sent_comes_from_the_host_header(self):
        b = self.host.browser()
        evil = {'Host': 'evil.example', 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-Proto': 'https', 'Forwarded': 'host=evil.example'}
        for path in ('/', '/probe', '/mis/login', '/nothing', '/open/who', '/mis/language?lang=en&back=/mis/'):
            reply = b.get(path, headers=evil)
            self.assertNotIn('evil.example', reply.text + str(reply.headers), path)

    def test_public_mounts_see_no_cookie_however_its_name_is_written(self):
        b = self.host.browser('clerk')
        line = '; '.join(f'{k}={v}' for k, v in b.cookies.items())
        for name in ('Cookie', 'cookie', 'COOKIE', 'cOOkie'):
            b.cookies.clear()
            self.assertIn('cookie=n', b.get('/open/who', headers={name: line}).text, name)
            self.assertIn('principal=1', b.get('/probe/who', headers={name: line}).text, name)

    def test_roles_are_read_anew_for_every_request(self):
        b = self.host.browser('clerk')
        self.assertIn('roles=CLERK,', b.get('/probe/who').text)
        self.host.rows("INSERT INTO TB_USER_ROLE VALUES ('U1', 'MIS_ADMIN')")
        self.assertIn('roles=CLERK,MIS_ADMIN,', b.get('/probe/who').text)
        self.assertEqual(b.get('/mis/admin/modules').status, 200)
        self.host.rows("DELETE FROM TB_USER_ROLE WHERE USR_CODE = 'U1'")
        self.assertEqual(b.get('/mis/admin/modules').status, 403)
        self.host.rows("UPDATE TB_USER SET USR_ACTIVE = 0 WHERE USR_CODE = 'U1'")
        self.assertEqual(b.get('/probe/who').status, 303)

    def test_logging_out_ends_the_session_on_the_server(self):
        b = self.host.browser('clerk')
        kept = dict(b.cookies)
        token = re.search(r'name="csrf" value="(\w+)"', b.get('/probe').text).group(1)
        self.assertEqual(b.post('/mis/logout', {'csrf': 'x'}).status, 403)
        self.assertEqual(b.post('/mis/logout', {'csrf': token}).header('Location'), '/mis/login')
        b.cookies = kept
        self.assertEqual(b.get('/probe').status, 303)

    def test_sessions_end_when_idle_and_when_old(self):
        for column in ('SES_SEEN', 'SES_CREATED'):
            b = self.host.browser('clerk')
            self.assertEqual(b.get('/probe').status, 200)
            self.host.rows(f"UPDATE TB_SESSION SET {column} = '2026-01-01T00:00:00.000000Z'")
            self.assertEqual(b.get('/probe').status, 303)
            self.assertEqual(self.host.rows('SELECT COUNT(*) FROM TB_SESSION'), [(0,)])

    def test_forged_and_odd_session_cookies_open_nothing(self):
        for value in ('', 'x', '0' * 64, '0' * 5000, "' OR 1=1 --"):
            b = self.host.browser()
            b.cookies['__Host-lsso_session'] = value
            self.assertEqual(b.get('/probe').status, 303)

    def test_what_was_sent_without_a_login_is_401_and_public_mounts_know_no_session(self):
        b = self.host.browser()
        self.assertEqual(b.post('/probe/upload', {'a': 'b'}).status, 401)
        self.assertEqual(b.get('/probe', headers={'HX-Request': 'true'}).status, 401)
        b = self.host.browser('clerk')
        self.assertIn('principal=0 mount=2 cookie=n secret=0', b.get('/open/who').text)
        self.assertIn('principal=1 mount=1 cookie=y secret=64', b.get('/probe/who').text)

    def test_a_database_out_of_reach_is_said_and_nobody_comes_in(self):
        b = self.host.browser('clerk')
        self.assertEqual(b.get('/health/ready').status, 200)
        moved = self.host.database.with_suffix('.away')
        self.host.stop()
        self.host.database.rename(moved)
        self.host.start()
        b.host = self.host
        self.assertIn(b.get('/probe').status, (503,))
        self.assertEqual(self.host.browser().get('/open/version').status, 200)


if __name__ == '__main__':
    unittest.main()
