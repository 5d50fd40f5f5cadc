#!/usr/bin/env python3
"""`ssiis-admin register export` and `register confirm`: exit statuses, sentences in both languages, twice, at once.

commands_test.py BUILD"""
import datetime
import hashlib
import json
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile
import zipfile

LAO = re.compile("[\u0e80-\u0eff]")
TODAY = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=7))).date()
HEAD = "batch,manifest,change_id,outcome,reference,day,reason\n"


class Office:
    """A database of its own, with accepted changes, and ssiis-admin."""

    def __init__(self, build, folder):
        self.folder, self.build, self.database = folder, build, folder / "mis.sqlite"
        self.program = build / "bin/ssiis-admin"
        for way in ("file", "auto"):
            (folder / f"{way}.module.xml").write_text(f"<module><amendments><way>{way}</way></amendments></module>")
            (folder / f"{way}.xml").write_text(
                f'<host><data_dir>{folder}</data_dir><database engine="sqlite" name="{self.database}"/>'
                f'<plugins><ssiis resources="{build}/share/ssiis" config="{folder}/{way}.module.xml"/></plugins></host>')
        for command in (("migrate",), ("profiles", "load")):
            done = self.run(*command)
            expect(done.returncode == 0, f"{command} is done", done)

    def begin(self, *arguments, way="file"):
        return subprocess.Popen([self.program, "--config", self.folder / f"{way}.xml", *map(str, arguments)],
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def run(self, *arguments, way="file"):
        program = self.begin(*arguments, way=way)
        out, err = program.communicate(timeout=120)
        return subprocess.CompletedProcess(arguments, program.returncode, out, err)

    def sql(self, text, *values):
        with sqlite3.connect(self.database, timeout=30) as db:
            return db.execute(text, values).fetchall()

    def accept(self, *ids):
        for n in ids:
            self.sql("INSERT INTO insp_amendment (case_id, id, order_number, kind, unit_key, unit_name, territory, subject_key, subject_name, "
                     "grounds, evidence, evidence_title, origin, state, cause, prepared_at, prepared_by, proposed_at, accepted_at, accepted_by, "
                     "mis_reference, version) VALUES (1, ?, 'SSO-2026-00001', 'tax_number', 'U1', 'x', '01', '', '', 'x', 'evidence:1', 'x', '', "
                     "'accepted', 'findings', '2026-11-01T00:00:00.000000Z', 'id-a', '2026-11-01T00:00:00.000000Z', "
                     "'2026-11-02T00:00:00.000000Z', 'id-b', '', 3)", n)
            self.sql("INSERT INTO insp_amendment_line (case_id, amendment_id, seq, field, period, before_value, after_value) "
                     "VALUES (1, ?, 1, 'tin', '', NULL, '101348173700')", n)

    def states(self):
        return [s for s, in self.sql("SELECT state FROM insp_amendment ORDER BY id")]

    def answer(self, batch, rows):
        """A file that confirms a batch, each row (id of the change, outcome, reference, reason)."""
        manifest = self.sql("SELECT manifest_sha256 FROM insp_amendment_batch WHERE number = ?", batch)[0][0]
        file = self.folder / "answer.csv"
        file.write_text(HEAD + "".join(f"{batch},{manifest},amendment-1-{n}-3,{outcome},{reference},{TODAY},{reason}\n"
                                       for n, outcome, reference, reason in rows), encoding="utf-8")
        return file


def expect(condition, what, done):
    if not condition:
        sys.exit(f"not so: {what}\n{done.args}\nstatus {done.returncode}\n{done.stdout}\n{done.stderr}")


def refused(office, status, arguments, words, way="file"):
    """The command refuses with this exit status, says so on stderr in whole sentences, and changes nothing."""
    before = office.states(), office.sql("SELECT count(*) FROM insp_amendment_batch")
    done = office.run(*arguments, way=way)
    expect(done.returncode == status and done.stdout == "" and words in done.stderr, f"{status}: {words}", done)
    expect(before == (office.states(), office.sql("SELECT count(*) FROM insp_amendment_batch")), "nothing has changed", done)
    return done.stderr


def exports(office):
    out = office.folder / "out"
    for arguments, words in ((("register", "export"), "--out DIR is needed"),
                             (("register", "export", "--out", ""), "--out DIR is needed"),
                             (("register", "export", "more", "--out", out), "--out DIR is needed"),
                             (("register", "export", "--batch", "none", "--out", out), "--batch takes the number of a batch"),
                             (("register", "export", "--batch", "-1", "--out", out), "--batch takes the number of a batch"),
                             (("register", "export", "--language", "fr", "--out", out), "--language is lo or en"),
                             (("register", "export", "--colour", "--out", out), "usage: register export")):
        refused(office, 2, arguments, words)
    refused(office, 1, ("register", "export", "--out", out), "amendments.way in the module's configuration says 'file'", way="auto")
    refused(office, 1, ("register", "export", "--batch", 7, "--out", out), "There is no batch 7. (batch.unknown)")
    lao = refused(office, 1, ("register", "export", "--batch", 7, "--language", "lo", "--out", out), "(batch.unknown)")
    if not LAO.search(lao):
        sys.exit(f"not in Lao: {lao}")
    done = office.run("register", "export", "--out", out)
    expect(done.returncode == 0 and done.stdout == "nothing waits to be sent\n", "an empty outbox is no failure", done)
    office.accept(1, 2)
    done = office.run("--json", "register", "export", "--out", out)
    said = json.loads(done.stdout) if done.returncode == 0 else {}
    expect((said.get("batch"), said.get("changes")) == (1, 2), "the first batch holds both", done)
    archive = (out / "ssiis-batch-1.zip").read_bytes()
    with zipfile.ZipFile(out / "ssiis-batch-1.zip") as packed:
        for name in packed.namelist():
            expect(packed.read(name) == (out / "ssiis-batch-1" / name).read_bytes(), f"{name} lies beside it", done)
        expect(hashlib.sha256(packed.read("manifest.xml")).hexdigest() == said["manifest"], "the manifest's hash", done)
        expect("amendment-1-1-3" in packed.read("changes.csv").decode("utf-8-sig"), "the change is in it", done)
    done = office.run("register", "export", "--out", out)
    expect(done.returncode == 0 and "nothing waits" in done.stdout and office.states() == ["sent", "sent"], "twice: once", done)
    done = office.run("register", "export", "--batch", 1, "--out", office.folder / "again", way="auto")
    expect(done.returncode == 0 and (office.folder / "again/ssiis-batch-1.zip").read_bytes() == archive, "again the same bytes", done)
    (office.folder / "file_there").write_text("x")
    failed = office.run("register", "export", "--batch", 1, "--out", office.folder / "file_there")
    expect(failed.returncode == 1 and failed.stderr, "where nothing can be written it says so", failed)


def exports_at_once(office):
    office.accept(3, 4, 5)
    programs = [office.begin("--json", "register", "export", "--out", office.folder / f"at_once_{i}") for i in range(3)]
    numbers = []
    for program in programs:
        out, err = program.communicate(timeout=120)
        done = subprocess.CompletedProcess("at once", program.returncode, out, err)
        expect(done.returncode == 0, "each ends well", done)
        numbers.append(json.loads(out)["batch"])
    if sorted(numbers, key=str) != [2, None, None]:
        sys.exit(f"one of three at once closes the batch: {numbers}")
    if office.sql("SELECT count(*) FROM insp_amendment_sent WHERE batch = 2") != [(3,)]:
        sys.exit("each change goes out once")


def confirms(office):
    for arguments, words in ((("register", "confirm"), "one file is needed"), (("register", "confirm", "a", "b"), "one file is needed"),
                             (("register", "confirm", "--language", "x", "a"), "--language is lo or en")):
        refused(office, 2, arguments, words)
    refused(office, 1, ("register", "confirm", office.folder / "nowhere.csv"), "there is no such file")
    refused(office, 1, ("register", "confirm", office.folder), "there is no such file")
    large = office.folder / "large.csv"
    large.write_bytes(b"x" * ((4 << 20) + 1))
    refused(office, 1, ("register", "confirm", large), "is too large for a confirmation")
    nonsense = office.folder / "nonsense.csv"
    for content, code in ((b"", "confirmation.empty"), (b"\xff\xfe\x00", "confirmation.not_utf8"), (b"a,b\n1,2\n", "confirmation.column_unknown"),
                          (b"<!DOCTYPE a><confirmation/>", "confirmation.doctype"), (b"<confirmation", "confirmation.xml_broken"),
                          (HEAD.encode(), "confirmation.no_rows")):
        nonsense.write_bytes(content)
        refused(office, 1, ("register", "confirm", "--yes", nonsense), f"({code})")
        if not LAO.search(refused(office, 1, ("register", "confirm", "--yes", "--language", "lo", nonsense), f"({code})")):
            sys.exit(f"not in Lao: {code}")
    refused(office, 1, ("register", "confirm", "--yes", office.answer(1, [(3, "applied", "", "")])), "(confirmation.change_unknown)")
    file = office.answer(1, [(1, "applied", "T1", ""), (2, "refused", "", "no")])
    done = office.run("register", "confirm", file)
    expect(done.returncode == 0 and "2 answers, 2 of them new; 0 counted" in done.stdout and "--yes" in done.stdout, "it is shown first", done)
    expect(office.states()[:2] == ["sent", "sent"], "nothing counts yet", done)
    programs = [office.begin("--json", "register", "confirm", "--yes", file) for _ in range(2)]
    counted = []
    for program in programs:
        out, err = program.communicate(timeout=120)
        done = subprocess.CompletedProcess("at once", program.returncode, out, err)
        expect(done.returncode == 0, "each ends well", done)
        counted.append(json.loads(out)["counted"])
    expect(sorted(counted) == [0, 2] and office.states()[:2] == ["applied", "refused"], f"it counts once: {counted}", done)
    done = office.run("register", "confirm", "--yes", file)
    expect(done.returncode == 0 and "0 of them new; 0 counted" in done.stdout, "again: nothing new", done)
    refused(office, 1, ("register", "confirm", "--yes", office.answer(1, [(1, "refused", "", "other")])), "(confirmation.contradicts_applied)")


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory(prefix="ssiis-register-") as folder:
        office = Office(build, pathlib.Path(folder))
        exports(office)
        exports_at_once(office)
        confirms(office)
        print("register export and register confirm do what they say")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main()
