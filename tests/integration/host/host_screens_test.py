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
            self.assertIn('No &lt;page&gt; here.', reply.text)
            self.assertIn(reply.header('X-Correlation-Id'), reply.text)

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
