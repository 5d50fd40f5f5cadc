"""Loading, reloading under load, enabling, disabling, failing; services, jobs, panels."""
import os
import re
import shutil
import threading
import unittest

from host_harness import Host, PLUGIN


def act(b, name, verb, **fields):
    return b.post(f'/mis/admin/modules/{name}/{verb}', {'csrf': b.token('/mis/admin/modules'), **fields})


def replace(host, which):
    fresh = host.folder / 'fresh.so'
    shutil.copy(PLUGIN[which], fresh)
    os.replace(fresh, host.library)


class Switches(unittest.TestCase):
    def test_reloading_under_load_loses_no_request(self):
        with Host(listen='threads="16"') as host:
            admin = host.browser('admin')
            stop, seen, errors = threading.Event(), [], []

            def load():
                b = host.browser()
                while not stop.is_set():
                    reply = b.get('/open/slow?ms=20')
                    (seen if reply.status == 200 else errors).append(reply.text)

            threads = [threading.Thread(target=load) for _ in range(6)]
            for t in threads:
                t.start()
            for turn in range(6):
                replace(host, 'next' if turn % 2 == 0 else 'probe')
                reply = act(admin, 'probe', 'reload')
                self.assertEqual(reply.status, 303, reply.text)
                version = '2' if turn % 2 == 0 else '1'
                self.assertEqual(host.browser().get('/open/version').text, version)
                mark = len(seen)
                host.wait_until(lambda: errors or f'slow {version}' in seen[mark:])
            stop.set()
            for t in threads:
                t.join()
            self.assertEqual(errors, [])
            self.assertIn('slow 1', seen)
            self.assertIn('slow 2', seen)
            host.wait_until(lambda: 'the old one has ended' in admin.get('/mis/admin/modules').text)
            self.assertEqual(host.stop(), 0)

    def test_a_request_begun_before_a_reload_ends_with_the_old_one(self):
        with Host() as host:
            answers = []
            t = threading.Thread(target=lambda: answers.append(host.browser().get('/open/slow?ms=1500').text))
            t.start()
            host.wait_for_requests(1)
            replace(host, 'next')
            self.assertEqual(act(host.browser('admin'), 'probe', 'reload').status, 303)
            self.assertEqual(host.browser().get('/open/version').text, '2')
            t.join()
            self.assertEqual(answers, ['slow 1'])

    def test_a_new_file_that_does_not_load_leaves_the_old_one_serving(self):
        with Host() as host:
            b = host.browser('admin')
            (host.folder / 'fresh.so').write_bytes(b'no library')
            os.replace(host.folder / 'fresh.so', host.library)
            reply = act(b, 'probe', 'reload')
            self.assertEqual(reply.status, 409)
            self.assertIn('host.plugin_unloadable', reply.text)
            self.assertEqual(host.browser().get('/open/version').text, '1')

    def test_disabling_needs_reason_and_name_and_survives_a_restart(self):
        with Host() as host:
            b = host.browser('admin')
            self.assertEqual(act(b, 'probe', 'disable', confirm='probe').status, 422)
            self.assertEqual(act(b, 'probe', 'disable', confirm='other', reason='r').status, 422)
            self.assertEqual(act(b, 'probe', 'disable', confirm='probe', reason='Repair <b>').status, 303)
            off = host.browser().get('/open/version')
            self.assertEqual(off.status, 503)
            self.assertIn('host.module_off', off.text)
            page = b.get('/mis/admin/modules').text
            self.assertIn('Disabled because: Repair &lt;b&gt;', page)
            self.assertNotIn('href="/probe"', page)
            self.assertEqual(host.browser().get('/health/ready').status, 200)
            host.stop()
            host.start()
            b = host.browser('admin')
            self.assertEqual(host.browser().get('/open/version').status, 404)
            self.assertEqual(act(b, 'probe', 'enable').status, 303)
            self.assertEqual(host.browser().get('/open/version').text, '1')
            events = [e for e, in host.rows("SELECT AUD_EVENT FROM TB_HOST_AUDIT WHERE AUD_EVENT LIKE 'plugin.%' ORDER BY AUD_AT")]
            self.assertEqual(events, ['plugin.disable.failed', 'plugin.disable', 'plugin.enable'])

    def test_the_switches_are_for_administrators_with_a_token(self):
        with Host() as host:
            clerk, admin = host.browser('clerk'), host.browser('admin')
            self.assertEqual(clerk.get('/mis/admin/modules').status, 403)
            token = admin.token('/mis/admin/modules')
            self.assertEqual(clerk.post('/mis/admin/modules/probe/reload', {'csrf': token}).status, 403)
            self.assertEqual(admin.post('/mis/admin/modules/probe/reload', {'csrf': 'x'}).status, 403)
            self.assertEqual(admin.post('/mis/admin/modules/probe/reload', {'csrf': token}, {'Sec-Fetch-Site': 'cross-site'}).status, 403)
            self.assertEqual(act(admin, 'nothing', 'reload').status, 404)
            self.assertEqual(admin.get('/mis/admin/modules/probe/reload').status, 303)
            self.assertEqual(len(host.rows("SELECT 1 FROM TB_HOST_AUDIT WHERE AUD_EVENT = 'plugin.refused'")), 2)

    def test_the_screen_says_version_abi_schema_and_health(self):
        with Host() as host:
            page = host.browser('admin').get('/mis/admin/modules').text
            self.assertIn('1.0 <small>/ 1.0</small>', page)
            self.assertIn('7 <small>/ 8 · differs</small>', page)
            self.assertIn('Good &lt;enough&gt;', page)
            self.assertIn('probe.health', page)


class Failures(unittest.TestCase):
    def broken(self, plugins):
        host = Host()
        text = host.config.read_text()
        host.config.write_text(re.sub('<plugins>.*</plugins>', f'<plugins>{plugins.format(probe=host.library)}</plugins>', text))
        return host

    def test_a_plugin_that_fails_leaves_the_host_serving_and_says_why(self):
        cases = (('<p library="{probe}" kind="failing"/>', 'probe.refuses'),
                 ('<p library="/nowhere/x.so"/>', 'host.plugin_missing'),
                 ('<p library="/lib/x86_64-linux-gnu/libc.so.6"/>', 'host.plugin_abi'))
        for plugins, code in cases:
            with self.broken(plugins + '<good library="{probe}"/>') as host:
                b = host.browser('admin')
                page = b.get('/mis/admin/modules').text
                self.assertIn(code, page)
                self.assertIn('not started', page)
                ready = host.browser().get('/health/ready')
                self.assertEqual((ready.status, code in ready.text), (503, True))
                self.assertEqual(host.browser().get('/health/live').status, 200)
                self.assertIn('fragment', b.get('/probe').text)  # the other one serves
                self.assertEqual(host.stop(), 0)

    def test_two_plugins_cannot_take_one_address(self):
        with self.broken('<a library="{probe}"/><b library="{probe}"/>') as host:
            self.assertIn('probe.taken', host.browser('admin').get('/mis/admin/modules').text)

    def test_a_failed_health_makes_the_host_not_ready(self):
        with self.broken('<p library="{probe}" kind="sick"/>') as host:
            reply = host.browser().get('/health/ready')
            self.assertEqual((reply.status, reply.text), (503, 'plugin p failed: probe.health\n'))


class Services(unittest.TestCase):
    def test_services_answer_and_registering_late_is_refused(self):
        with Host() as host:
            text = host.browser('clerk').get('/probe/services').text
            self.assertRegex(text, r'^sqlite clerk:1:0 admin:1:0 far:1:0 proved=1 audited=1 late=1 day=20\d\d-\d\d-\d\d$')
            event, detail = host.rows("SELECT AUD_EVENT, AUD_DETAIL FROM TB_HOST_AUDIT WHERE AUD_EVENT = 'probe.event'")[0]
            self.assertIn(r'"kind":"a \"quoted\" value"', detail)
            self.assertTrue([l for l in host.log('host') if l['severity'] == 'plugin_misbehaves'])

    def test_jobs_tick_and_never_run_twice_at_once_not_even_over_a_reload(self):
        with Host() as host:
            def figures():
                return tuple(map(int, re.findall(r'=(\d+)', host.browser().get('/open/jobs').text)))
            host.wait_until(lambda: figures()[0] >= 3)
            self.assertEqual(figures()[1], 1)
            self.assertEqual(act(host.browser('admin'), 'probe', 'reload').status, 303)
            host.wait_until(lambda: figures()[0] >= 3)
            self.assertEqual(figures()[1], 1)

    def test_the_legal_day_moves_in_demonstration_mode_only(self):
        with Host() as host:
            b = host.browser('admin')
            token = b.token('/mis/admin/modules')
            self.assertEqual(b.post('/mis/admin/day', {'csrf': token, 'day': '2027-05-01'}).status, 403)
        with Host(extra='<demonstration>true</demonstration><demonstration_day>2027-01-15</demonstration_day>') as host:
            b = host.browser('admin')
            self.assertIn('day=2027-01-15', b.get('/probe/services').text)
            token = b.token('/mis/admin/modules')
            self.assertEqual(b.post('/mis/admin/day', {'csrf': token, 'day': '2027-02-30'}).status, 422)
            self.assertEqual(b.post('/mis/admin/day', {'csrf': token, 'day': '2027-05-01'}).status, 303)
            self.assertIn('day=2027-05-01', b.get('/probe/services').text)


class Panels(unittest.TestCase):
    def test_panels_show_and_late_broken_or_unsound_ones_harm_nothing(self):
        host = Host()
        host.config.write_text(host.config.read_text().replace('kind="quick"', 'kind="panels"'))
        with host:
            page = host.browser('clerk').get('/mis/units/L1')
            self.assertEqual(page.status, 200)
            self.assertIn('<p>quick panel</p>', page.text)
            self.assertIn('Xay Garment', page.text)
            self.assertEqual(page.text.count('did not answer in time'), 1)
            self.assertEqual(page.text.count('cannot be shown now'), 3)
            self.assertNotIn('alert(1)', page.text)
            self.assertNotIn('bbbbbbbb', page.text)
            self.assertIn('lsso_panels_late_total 1', host.browser().get('/metrics').text)
            self.assertEqual(host.stop(), 0)

    def test_the_example_plugin_has_menu_page_and_panel_in_the_same_host(self):
        host = Host()
        host.config.write_text(host.config.read_text().replace(
            '</plugins>', f'<hello library="{PLUGIN["hello"]}" greeting="Sabaidee &lt;all>"/></plugins>'))
        with host:
            b = host.browser('clerk')
            self.assertIn('Sabaidee &lt;all&gt;', b.get('/hello').text)
            unit = b.get('/mis/units/L1').text
            self.assertIn('panel-hello-hello', unit)
            self.assertIn('panel-probe-quick', unit)
            self.assertIn('href="/hello"', unit)


if __name__ == '__main__':
    unittest.main()
