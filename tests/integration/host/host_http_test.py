"""Slow and hostile clients, deadlines, draining, streaming, sizes, figures."""
import signal
import subprocess
import threading
import unittest

from host_harness import BIN, Host


def read_all(sock):
    out = b''
    while True:
        try:
            piece = sock.recv(65536)
        except ConnectionResetError:
            return out, True
        if not piece:
            return out, False
        out += piece


GET = b'GET /open/version HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n'


class SlowClients(unittest.TestCase):
    def test_a_head_that_never_ends_is_cut_and_honest_ones_are_served(self):
        with Host(limits='head_ms="700"', listen='threads="2"') as host:
            slow = [host.raw() for _ in range(60)]
            for s in slow:
                s.sendall(b'GET / HTTP/1.1\r\nHost: h\r\nX-')
            for _ in range(10):
                self.assertEqual(host.browser().get('/open/version').text, '1')
            for s in slow:  # the answer is 408, then the end
                self.assertIn(b' 408 ', read_all(s)[0])

    def test_a_head_that_drips_has_one_deadline_for_the_whole(self):
        with Host(limits='head_ms="600"') as host:
            s = host.raw()
            dripping = threading.Event()

            def drip():
                try:
                    for byte in b'GET / HTTP/1.1\r\nHost: h\r\n' + b'X-A: b\r\n' * 10000:
                        s.sendall(bytes([byte]))
                        dripping.wait(0.05)
                except OSError:
                    pass

            t = threading.Thread(target=drip)
            t.start()
            answer, _ = read_all(s)
            s.close()
            dripping.set()
            t.join()
            self.assertIn(b' 408 ', answer)

    def test_silent_connections_hold_no_thread(self):
        with Host(listen='threads="2"') as host:
            silent = [host.raw() for _ in range(200)]
            self.assertEqual(host.browser().get('/open/version').status, 200)
            for s in silent:
                s.close()

    def test_slow_bodies_are_cut_and_take_at_most_half_the_threads(self):
        with Host(limits='body_ms="900"', listen='threads="4"') as host:
            slow = [host.raw() for _ in range(12)]
            for s in slow:
                s.sendall(b'POST /open/upload HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000\r\n\r\nabc')
            for _ in range(5):
                self.assertEqual(host.browser().get('/open/version').status, 200)
            for s in slow:
                answer, _ = read_all(s)
                self.assertRegex(answer, rb'^HTTP/1.1 50[34] ')

    def test_a_small_body_that_does_not_come_is_cut(self):
        with Host(limits='body_ms="500"') as host:
            s = host.raw()
            s.sendall(b'POST /open/upload HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\nabc')
            self.assertIn(b' 408 ', read_all(s)[0])

    def test_a_reader_that_does_not_read_is_cut(self):
        with Host(limits='request_ms="800"', listen='threads="2"') as host:
            s = host.raw()
            s.sendall(b'GET /open/stream?blocks=2000 HTTP/1.1\r\nHost: h\r\n\r\n')
            ended = host.wait_until(lambda: [a for a in host.log() if a['path'] == '/open/stream'])
            self.assertEqual(ended[0]['ended'], 'timeout')
            s.close()


class Requests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.host = Host(limits='upload_bytes="300000"').start()

    @classmethod
    def tearDownClass(cls):
        cls.host.__exit__()

    def raw(self, data):
        s = self.host.raw()
        s.sendall(data)
        s.settimeout(20)
        answer = read_all(s)
        s.close()
        return answer

    def test_hostile_heads_are_refused(self):
        for head, status in ((b'POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n', b'400'),
                             (b'GET / HTTP/1.1\r\nHost: h\r\n folded\r\n\r\n', b'400'),
                             (b'\x16\x03\x01\x02\x00\r\n\r\n', b'400'),
                             (b'GET / HTTP/1.1\r\nHost: h\r\n' + b'X: ' + b'a' * 40000, b'431')):
            answer, _ = self.raw(head)
            self.assertTrue(answer.startswith(b'HTTP/1.1 ' + status), answer[:60])

    def test_what_is_no_request_is_answered_safely_in_both_languages_with_a_code(self):
        for head, code in ((b'nonsense\r\n\r\n', 'host.request_malformed'), (b'BREW / HTTP/1.1\r\nHost: h\r\n\r\n', 'host.method'),
                           (b'POST / HTTP/1.1\r\nHost: h\r\n\r\n', 'host.length_missing'),
                           (b'GET /' + b'a' * 9000 + b' HTTP/1.1\r\nHost: h\r\n\r\n', 'host.address_too_long'),
                           (b'GET / HTTP/1.1\r\nHost: h\r\nX: ' + b'a' * 40000 + b'\r\n\r\n', 'host.head_too_big'),
                           (b'GET / HTTP/9.9\r\nHost: h\r\n\r\n', 'host.version_unknown')):
            answer = self.raw(head)[0].decode()
            head, _, body = answer.partition('\r\n\r\n')
            self.assertIn(code, body)
            self.assertRegex(body, '<p lang="lo">[^<]*[\u0e80-\u0eff]')
            self.assertRegex(body, '<p lang="en">[A-Z]')
            for line in ('X-Content-Type-Options: nosniff', "Content-Security-Policy: default-src 'none'", 'Cache-Control: no-store',
                         'X-Frame-Options: DENY', 'X-Correlation-Id: ', f'Content-Length: {len(body.encode())}'):
                self.assertIn(line, head)

    def test_heads_that_two_servers_could_read_in_two_ways_are_refused(self):
        body = b'0\r\n\r\nGET /open/version HTTP/1.1\r\nHost: h\r\n\r\n'
        for lines in (b'Content-Length: 4\r\nTransfer-Encoding: chunked', b'Transfer-Encoding: chunked\r\nContent-Length: 4',
                      b'Content-Length: 4\r\nContent-Length: 5', b'Content-Length: 4, 4', b'Content-Length: +4', b'Content-Length: 0x4',
                      b'Content-Length: ', b'Content-Length : 4', b'Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked',
                      b'Transfer-Encoding: gzip, chunked', b'Transfer-Encoding: xchunked', b'Transfer-Encoding:\x0bchunked',
                      b'Transfer-Encoding\t: chunked', b'X: a\rTransfer-Encoding: chunked\r\nContent-Length: 3', b'X: a\nContent-Length: 4',
                      b'X: \x00', b'\x00X: a', b'Content-Length: 99999999999999999999', b'Host: other'):
            answer, _ = self.raw(b'POST /open/upload HTTP/1.1\r\nHost: h\r\n' + lines + b'\r\n\r\n' + body)
            self.assertRegex(answer, rb'^HTTP/1.1 (400|501) ', lines)
            self.assertEqual(answer.count(b'HTTP/1.1 '), 1, lines)
        for line in (b'GET /open/version HTTP/1.1\nHost: h\n\n', b'GET  /open/version HTTP/1.1\r\nHost: h\r\n\r\n',
                     b'GET http://evil.example/ HTTP/1.1\r\nHost: h\r\n\r\n', b'GET /open/version\x00 HTTP/1.1\r\nHost: h\r\n\r\n',
                     b'GET /open/version HTTP/1.1\r\n\r\n', b'\r\n\r\nGET /open/version HTTP/1.1\r\nHost: h\r\n\r\n'):
            s = self.host.raw()
            s.sendall(line)
            s.shutdown(1)
            self.assertNotIn(b' 200 ', read_all(s)[0], line)

    def test_chunks_are_read_strictly_and_nothing_behind_them_is_a_request(self):
        head = b'POST /open/upload HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n'
        good, _ = self.raw(head + b'5;name=value\r\nabcde\r\nA\r\n0123456789\r\n0\r\n\r\n' + GET)
        self.assertIn(b'got 15', good)
        self.assertEqual(good.count(b'HTTP/1.1 '), 1)
        for body in (b'5\r\nabcdeX\r\n0\r\n\r\n', b'5\nabcde\n0\n\n', b'zz\r\nabcde\r\n0\r\n\r\n', b'-5\r\nabcde\r\n0\r\n\r\n',
                     b'0x5\r\nabcde\r\n0\r\n\r\n', b' 5\r\nabcde\r\n0\r\n\r\n', b'5 \r\nabcde\r\n0\r\n\r\n', b'\r\n0\r\n\r\n',
                     b'100000005\r\nabcde\r\n0\r\n\r\n', b'5;' + b'x' * 300 + b'\r\nabcde\r\n0\r\n\r\n', b'5;a\nb\r\nabcde\r\n0\r\n\r\n',
                     b'5\r\nabcde\r\n0\r\nX: y\r\n' + GET):
            answer, _ = self.raw(head + body)
            self.assertRegex(answer, rb'^HTTP/1.1 400 ', body)
            self.assertIn(b'host.body_malformed', answer)
            self.assertEqual(answer.count(b'HTTP/1.1 '), 1, body)

    def test_chunks_that_stop_before_their_end_are_no_whole_body(self):
        for body in (b'5\r\nabcde\r\n', b'5\r\nabc', b'5\r\nabcde\r\n0\r\n', b'5\r\n', b''):
            s = self.host.raw()
            s.sendall(b'POST /open/upload HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n' + body)
            s.shutdown(1)
            self.assertNotIn(b'got ', read_all(s)[0], body)

    def test_two_requests_in_one_packet_are_both_answered(self):
        one = b'GET /open/version HTTP/1.1\r\nHost: h\r\n\r\n'
        answer, _ = self.raw(one + GET)
        self.assertEqual(answer.count(b'HTTP/1.1 200 OK'), 2)

    def test_a_body_left_unread_does_not_become_the_next_request(self):
        smuggled = b'GET /open/version HTTP/1.1\r\nHost: h\r\n\r\n'
        answer, _ = self.raw(b'POST /open/version HTTP/1.1\r\nHost: h\r\nContent-Length: %d\r\n\r\n' % len(smuggled) + smuggled)
        self.assertEqual(answer.count(b'HTTP/1.1 '), 1)

    def test_uploads_stream_counted_and_chunked(self):
        b = self.host.browser()
        self.assertEqual(b.ask('POST', '/open/upload', b'x' * 250000).text, 'got 250000')
        answer, _ = self.raw(b'POST /open/upload HTTP/1.1\r\nHost: h\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n'
                             b'5\r\nabcde\r\n3\r\nxyz\r\n0\r\n\r\n')
        self.assertIn(b'got 8', answer)

    def test_uploads_have_a_limit_announced_or_not(self):
        b = self.host.browser()
        self.assertEqual(b.ask('POST', '/open/upload', b'x' * 300001).status, 413)
        chunk = b'%x\r\n' % 60000 + b'y' * 60000 + b'\r\n'
        s = self.host.raw()
        s.sendall(b'POST /open/upload HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n')
        try:
            for _ in range(6):
                s.sendall(chunk)
        except OSError:
            pass
        self.assertIn(b' 413 ', read_all(s)[0][:40])

    def test_a_body_cut_short_is_a_failure(self):
        s = self.host.raw()
        s.sendall(b'POST /open/upload HTTP/1.1\r\nHost: h\r\nContent-Length: 100000\r\n\r\nabc')
        s.close()
        found = self.host.wait_until(lambda: [l for l in self.host.log('host') if l.get('code') == 'probe.read'])
        self.assertTrue(found)

    def test_expect_continue_is_answered(self):
        s = self.host.raw()
        s.sendall(b'POST /open/upload HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n')
        self.assertIn(b'100', s.recv(1000))
        s.sendall(b'abcd')
        self.assertIn(b'got 4', read_all(s)[0])

    def test_an_answer_that_fails_in_the_middle_never_looks_whole(self):
        answer, reset = self.raw(b'GET /open/stream?blocks=3&abort=1 HTTP/1.1\r\nHost: h\r\n\r\n')
        self.assertTrue(reset or not answer.endswith(b'0\r\n\r\n'))
        self.assertNotIn(b'\r\n0\r\n\r\n', answer)
        small, reset = self.raw(b'GET /open/stream?blocks=0&abort=1 HTTP/1.1\r\nHost: h\r\n\r\n')
        self.assertTrue(reset)

    def test_headers_of_a_plugin_cannot_split_the_answer(self):
        self.assertEqual(self.host.browser().get('/open/inject').text, 'all refused')

    def test_silence_of_a_plugin_is_an_error_page(self):
        reply = self.host.browser().get('/open/silent')
        self.assertEqual(reply.status, 500)
        self.assertIn('host.answer_not_whole', reply.text)

    def test_every_answer_has_its_headers_and_one_line_in_the_log(self):
        for path in ('/open/version', '/nothing', '/mis/login', '/health/live', '/a/../b'):
            reply = self.host.browser().get(path)
            self.assertEqual(reply.header('X-Content-Type-Options'), 'nosniff', path)
            self.assertIn("script-src 'self'", reply.header('Content-Security-Policy'))
            self.assertNotIn('unsafe', reply.header('Content-Security-Policy'))
            self.assertEqual(reply.header('Cross-Origin-Opener-Policy'), 'same-origin')
            self.assertEqual(reply.header('Cache-Control'), 'no-store')
            correlation = reply.header('X-Correlation-Id')
            lines = self.host.wait_until(lambda: [a for a in self.host.log() if a['correlation_id'] == correlation])
            self.assertEqual(len(lines), 1)
            self.assertEqual(lines[0]['status'], reply.status)

    def test_assets_may_be_kept_and_head_has_no_body(self):
        self.assertIn('immutable', self.host.browser().get('/files/a.css').header('Cache-Control'))
        answer, _ = self.raw(b'HEAD /open/version HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n')
        self.assertTrue(answer.endswith(b'\r\n\r\n'))

    def test_agency_mounts_need_a_listener_that_checks_certificates(self):
        self.assertEqual(self.host.browser().get('/agency').status, 403)

    def test_figures_are_for_loopback_and_hold_no_names(self):
        text = self.host.browser().get('/metrics').text
        for name in ('lsso_http_requests_total', 'lsso_http_request_seconds_bucket', 'lsso_pool_connections', 'lsso_sessions',
                     'lsso_plugin_health{plugin="probe",enabled="1"} 0', 'lsso_http_in_flight'):
            self.assertIn(name, text)


class TrustedProxy(unittest.TestCase):
    def test_figures_are_refused_to_those_behind_the_proxy(self):
        with Host(listen='trusted_proxies="127.0.0.1"') as host:
            far = {'X-Forwarded-For': '127.0.0.1, 203.0.113.9'}
            self.assertEqual(host.browser().get('/metrics', headers=far).status, 403)
            self.assertEqual(host.browser().get('/metrics').status, 200)
        with Host() as host:  # nobody is trusted: the header says nothing
            host.browser().get('/open/version', headers={'X-Forwarded-For': '203.0.113.9'})
            line = host.wait_until(lambda: [a for a in host.log() if a['path'] == '/open/version'])[0]
            self.assertEqual(line['client'], '127.0.0.1')


class ReachedByHttps(unittest.TestCase):
    def test_only_an_https_address_is_promised_for_a_year_and_by_every_answer(self):
        odd = b'GARBAGE\r\n\r\n'
        for extra, promised in (('<public_base_url>https://mis.example</public_base_url>', 'max-age=31536000'),
                                ('<public_base_url>http://mis.example</public_base_url>', None), ('', None)):
            with self.subTest(extra or 'no public address'), Host(extra=extra) as host:
                for path in ('/mis/login', '/open/version', '/health/live', '/nowhere'):
                    self.assertEqual(host.browser().get(path).header('Strict-Transport-Security'), promised, path)
                wire = host.raw()
                wire.sendall(odd)
                self.assertEqual(b'Strict-Transport-Security' in read_all(wire)[0], promised is not None)


class Logs(unittest.TestCase):
    def test_a_rotation_moves_the_files_away_and_no_line_is_lost(self):
        with Host() as host:
            ids, lock, over = [], threading.Lock(), threading.Event()

            def ask():
                while not over.is_set():
                    found = host.browser().get('/open/version').header('X-Correlation-Id')
                    with lock:
                        ids.append(found)

            threads = [threading.Thread(target=ask) for _ in range(4)]
            for t in threads:
                t.start()
            folder = host.data / 'log'
            for turn in range(5):
                host.wait_until(lambda: (folder / 'access.jsonl').exists() and (folder / 'access.jsonl').stat().st_size)
                for name in ('access', 'host'):
                    (folder / f'{name}.jsonl').rename(folder / f'{name}.{turn}.jsonl')
                host.process.send_signal(signal.SIGHUP)
                host.wait_until(lambda: (folder / 'host.jsonl').exists() and 'opened anew' in (folder / 'host.jsonl').read_text())
            over.set()
            for t in threads:
                t.join()

            def logged():
                return [a['correlation_id'] for name in ('access', *(f'access.{n}' for n in range(5))) for a in host.log(name)]

            host.wait_until(lambda: set(ids) <= set(logged()))
            self.assertEqual(len(logged()), len(set(logged())))
            self.assertEqual((folder / 'access.jsonl').stat().st_mode & 0o777, 0o600)

    def test_a_log_that_cannot_be_opened_anew_is_written_on_where_it_was(self):
        with Host() as host:
            folder = host.data / 'log'
            folder.rename(host.data / 'kept')
            folder.write_text('no folder')
            host.process.send_signal(signal.SIGHUP)
            host.wait_until(lambda: 'could not be opened anew' in (host.data / 'kept' / 'host.jsonl').read_text())
            self.assertEqual(host.browser().get('/open/version').status, 200)
            host.wait_until(lambda: '/open/version' in (host.data / 'kept' / 'access.jsonl').read_text())


class Draining(unittest.TestCase):
    def test_sigterm_finishes_what_is_under_way(self):
        with Host() as host:
            answers = []
            threads = [threading.Thread(target=lambda: answers.append(host.browser().get('/open/slow?ms=1200').text))
                       for _ in range(6)]
            for t in threads:
                t.start()
            host.wait_for_requests(6)
            idle = host.raw()
            idle.sendall(b'GET /open/version HTTP/1.1\r\nHost: h\r\n\r\n')
            host.process.send_signal(signal.SIGTERM)
            for t in threads:
                t.join()
            self.assertEqual(answers, ['slow 1'] * 6)
            self.assertEqual(host.process.wait(30), 0)
            with self.assertRaises(OSError):
                host.raw()
            idle.close()

    def test_a_drain_has_a_limit(self):
        with Host(limits='drain_ms="300"') as host:
            t = threading.Thread(target=lambda: self.assertRaises(Exception, host.browser().get, '/open/slow?ms=20000'))
            t.start()
            host.wait_for_requests(1)
            host.process.send_signal(signal.SIGTERM)
            self.assertEqual(host.process.wait(25), 1)
            t.join()


class BadConfiguration(unittest.TestCase):
    def refused(self, host, words):
        done = subprocess.run([BIN, '--config', host.config], capture_output=True, text=True, timeout=30)
        self.assertEqual(done.returncode, 1)
        self.assertIn(words, done.stderr)
        self.assertEqual(len(done.stderr.strip().splitlines()), 1)

    def test_each_fault_is_one_clear_line(self):
        host = Host()
        good = host.config.read_text()
        for old, new, words in (('port="0"', 'port="70000"', 'listen.port'),
                                ('port="0"', 'port="x"', 'listen.port'),
                                ('engine="sqlite"', 'engine="oracle"', 'oracle'),
                                ('<data_dir>', '<data_dix>', ''),
                                ('address="127.0.0.1"', 'address="0.0.0.0"', 'demonstration')):
            text = good.replace(old, new)
            if words == 'demonstration':
                text = text.replace('<host>', '<host><demonstration>true</demonstration>')
            host.config.write_text(text)
            self.refused(host, words)
        host.config.unlink()
        self.refused(host, 'host.xml')

    def test_wrong_use_is_status_2(self):
        self.assertEqual(subprocess.run([BIN], capture_output=True).returncode, 2)
        self.assertEqual(subprocess.run([BIN, '--help'], capture_output=True).returncode, 0)


if __name__ == '__main__':
    unittest.main()
