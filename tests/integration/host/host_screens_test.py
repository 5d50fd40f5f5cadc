"""The shell and the MIS's own screens."""
import re
import unittest
import urllib.parse

from host_harness import Host


class Screens(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.host = Host().start()
        cls.clerk = cls.host.browser('clerk')

    @classmethod
    def tearDownClass(cls):
        cls.host.__exit__()

    def test_fragments_stand_in_the_shell_with_both_tiers(self):
        page = self.clerk.get('/probe').text
        self.assertIn('<title>Probe &lt;page&gt; – Lao Social Security</title>', page)
        self.assertIn('<p id="frag">fragment 1</p>', page)
        self.assertIn('<a href="/probe" aria-current="page">first</a>', page)
        self.assertIn('<a class="t" href="/probe/second" aria-current="page">second</a>', page)
        self.assertNotIn('/probe/secret', page)
        self.assertIn('Here &amp; now', page)
        self.assertIn('User clerk &lt;b&gt;&amp;', page)
        self.assertLess(page.index('class="visually-hidden-focusable skip"'), page.index('<header'))
        self.assertTrue(page.rstrip().endswith('</html>'))

    def test_a_script_that_asks_gets_the_fragment_alone(self):
        self.assertEqual(self.clerk.get('/probe', headers={'HX-Request': 'true'}).text, '<p id="frag">fragment 1</p>')
        for header in ('HX-Boosted', 'HX-History-Restore-Request'):
            self.assertIn('<!doctype html>', self.clerk.get('/probe', headers={'HX-Request': 'true', header: 'true'}).text)

    def test_entries_with_a_role_are_for_those_who_have_it(self):
        self.host.rows("INSERT INTO TB_USER_ROLE VALUES ('U2', 'BOSS')")
        self.assertIn('/probe/secret', self.host.browser('admin').get('/probe').text)

    def test_language_is_chosen_by_a_plain_link_and_kept(self):
        b = self.host.browser('clerk')
        reply = b.get('/mis/language?lang=lo&back=' + urllib.parse.quote('/mis/units?q=a', safe=''))
        self.assertEqual(reply.header('Location'), '/mis/units?q=a')
        page = b.get('/mis/units').text
        self.assertIn('<html lang="lo">', page)
        self.assertIn('ຫົວໜ່ວຍແຮງງານ', page)
        self.assertIn('ຜູ້ໃຊ້ clerk', page)
        for back in ('https://evil.example', '//evil.example', '/x\r\nSet-Cookie: a=b'):
            reply = b.get('/mis/language?lang=xx&back=' + urllib.parse.quote(back, safe=''))
            self.assertEqual(reply.header('Location'), '/mis/')

    def test_error_pages_speak_both_languages_with_code_and_number(self):
        for language, words in (('lo', 'ບໍ່ມີໜ້ານີ້'), ('en', 'There is no such page')):
            reply = self.clerk.get('/probe/nothing', headers={'Accept-Language': language})
            self.assertEqual(reply.status, 404)
            self.assertIn(words, reply.text)
            self.assertIn('probe.no_page', reply.text)
            self.assertEqual('No &lt;page&gt; here.' in reply.text, language == 'en')  # it is no Lao sentence
            self.assertIn(reply.header('X-Correlation-Id'), reply.text)

    def test_every_failure_of_a_plugin_is_told_in_the_persons_language_under_its_code(self):
        for status in (*range(1, 10), 77):
            for lao_said in (0, 1):
                for language in ('lo', 'en'):
                    address = f'/open/fail?status={status}&lao={lao_said}'
                    with self.subTest(address, language=language):
                        reply = self.host.browser().get(address, headers={'Accept-Language': language})
                        self.assertGreaterEqual(reply.status, 400)
                        self.assertIn('probe.failed', reply.text)
                        self.assertEqual('ບໍ່ໄດ້ &lt;ໜ້ານີ້&gt;.' in reply.text, bool(lao_said) and language == 'lo')
                        self.assertEqual('The probe did not' in reply.text, not lao_said and language == 'en')
                        self.in_language(reply, language)

    def test_every_error_page_of_the_host_is_in_the_persons_language_with_a_sentence_and_a_code(self):
        clerk, admin, nobody = self.clerk, self.host.browser('admin'), self.host.browser()
        form = {'Content-Type': 'application/x-www-form-urlencoded'}
        for who, method, path, body, status, code in (
                (nobody, 'GET', '/nothing', None, 404, 'host.no_such_page'), (nobody, 'GET', '/a/../b', None, 400, 'host.bad_address'),
                (nobody, 'GET', '/%00', None, 400, 'host.bad_address'), (nobody, 'GET', '/%ff', None, 400, 'host.bad_address'),
                (nobody, 'GET', '/agency', None, 403, 'host.no_agency_listener'),
                (nobody, 'POST', '/mis/login', b'a=%ff', 400, 'host.form_malformed'),
                (clerk, 'GET', '/mis/nothing', None, 404, 'host.no_such_page'), (clerk, 'GET', '/mis/units/none', None, 404, 'host.unit_unknown'),
                (clerk, 'GET', '/mis/workers/none', None, 404, 'host.worker_unknown'), (clerk, 'POST', '/mis/units', b'', 405, 'host.method'),
                (clerk, 'POST', '/mis/logout', b'csrf=x', 403, 'host.form_token'),
                (clerk, 'GET', '/mis/admin/modules', None, 403, 'host.administrators_only'),
                (admin, 'POST', '/mis/admin/modules/probe/reload', b'csrf=x', 403, 'host.form_token'),
                (nobody, 'POST', '/open/upload', b'x' * 80_000_000, 413, 'host.body_too_big')):
            for language in ('lo', 'en'):
                with self.subTest(f'{method} {path}', language=language):
                    announced = {'Content-Length': str(len(body))} if body and len(body) > 1000 else {}
                    sent = b'' if announced else body
                    reply = who.ask(method, path, sent, {'Accept-Language': language, **form, **announced})
                    self.assertEqual(reply.status, status)
                    self.assertIn(f'>{code}<', reply.text)
                    self.in_language(reply, language)

    def in_language(self, reply, language):
        main = reply.text.split('<main', 1)[1].split('>', 1)[1].split('</main>')[0]
        words = re.sub(r'<[^>]*>|&lt;|&gt;', ' ', re.sub(r'<span class="mono"[^>]*>[^<]*</span>', '', main))
        self.assertIn(f'<html lang="{language}">', reply.text)
        if language == 'lo':
            self.assertRegex(words, '[\u0e80-\u0eff]{8}')
            self.assertNotRegex(words, '[A-Za-z]{4,}')
        else:
            self.assertNotRegex(words, '[\u0e80-\u0eff]')
        self.assertRegex(main, r'<h1>[^<]+</h1><p>[^<]{10,}</p>')  # a title and a sentence

    def test_a_unit_is_found_by_number_and_by_name_in_either_script(self):
        for typed in ('01-0004', 'xay', 'GARMENT', 'ໄຊ'):
            self.assertIn('/mis/units/L1', self.clerk.get('/mis/units?q=' + urllib.parse.quote(typed)).text, typed)
        for typed in ('%', '_', 'nothing', "' OR '1'='1"):
            self.assertNotIn('/mis/units/L1', self.clerk.get('/mis/units?q=' + urllib.parse.quote(typed)).text, typed)

    def test_the_unit_screen_shows_general_data_contributions_and_workers(self):
        page = self.clerk.get('/mis/units/L1').text
        for words in ('ບໍລິສັດ ໄຊ &lt;script&gt;', '14/02/2017', 'Vientiane Capital', '09/2026', 'not paid', '230,000', 'Operating', '/mis/workers/W1'):
            self.assertIn(words, page)
        self.assertNotIn('<script>', page)

    def test_another_province_sees_neither_unit_nor_worker_nor_money(self):
        far = self.host.browser('far')
        for path in ('/mis/units/L1', '/mis/workers/W1', '/mis/contributions?unit=L1'):
            self.assertEqual(far.get(path).status, 404, path)
        for path in ('/mis/units?q=xay', '/mis/workers?q=900001', '/mis/contributions?q=xay'):
            text = far.get(path).text
            self.assertNotIn('L1', text)
            self.assertNotIn('W1', text)

    def test_reading_personal_data_leaves_a_row_in_the_trail(self):
        self.clerk.get('/mis/workers/W1')
        rows = self.host.rows("SELECT USR_CODE, AUD_DETAIL FROM TB_HOST_AUDIT WHERE AUD_EVENT = 'worker.read'")
        self.assertIn(('U1', '{"worker":"W1"}'), rows)

    def test_no_page_has_inline_script_or_style_and_all_assets_exist(self):
        admin = self.host.browser('admin')
        for path in ('/mis/', '/mis/units?q=x', '/mis/units/L1', '/mis/workers/W1', '/mis/contributions?unit=L1',
                     '/mis/admin/modules', '/probe', '/mis/login'):
            page = (admin if path != '/mis/login' else self.host.browser()).get(path)
            self.assertEqual(page.status, 200, path)
            self.assertNotRegex(page.text, r'<script(?![^>]*\bsrc=)|<style| style=| on\w+="', path)
            ids = re.findall(r' id="([^"]+)"', page.text)
            self.assertEqual(len(ids), len(set(ids)), path)
            for address in re.findall(r'(?:<link rel="stylesheet" href|<script defer src)="([^"]+)"', page.text):
                found = admin.get(address)
                self.assertEqual(found.status, 200, address)
                self.assertIn('immutable', found.header('Cache-Control'))
        icons = admin.get('/mis/assets/icons.svg').text
        self.assertIn('id="i-ok"', icons)
        for path in ('/mis/', '/mis/units/L1', '/mis/admin/modules'):
            for name in re.findall(r'icons\.svg#(i-\w+)', admin.get(path).text):
                self.assertIn(f'id="{name}"', icons)
        self.assertEqual(admin.get('/mis/assets/../host.xml').status, 400)
        self.assertEqual(admin.get('/mis/assets/shell.css').status, 404)


if __name__ == '__main__':
    unittest.main()
