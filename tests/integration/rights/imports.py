"""What is planted of agencies' files: one that was read, with rows that were not; one that nobody has said how to read."""
import re
import time
from datetime import date

HEADER = "tin,name,name_alt,address,district,province,phone,isic,status,reg_date\n"


class Imports:
    """A part of the world: people and the host are the world's."""

    def import_files(self):
        """Two files with a wrong row each are read; one row is corrected on its page, one left out, one sent back in the file; a load
        is held, and the head of registration withdraws it. A third file waits for its mapping; a fourth was mapped."""
        clerk, head = self.person("registration"), self.person("head.registration")
        good = "".join(f"{900000 + n},ZZFIRM{n},,,,,,,ACTIVE,2015-01-02\n" for n in range(60))
        wrong = "".join(f"{910000 + n},ZZWRONG{n},,,,,,,ACTIVE,x\n" for n in range(5))
        load = self.read_file(clerk, "tax_employer", HEADER + good + wrong)
        page = clerk.get(load)
        rows = sorted({int(n) for n in re.findall(r"/rows/(\d+)", page.html)})
        cells = ["910000", "ZZWRONG0", "", "", "", "", "", "", "ACTIVE", "2015-01-02"]
        page = clerk.get(f"{load}/rows/{rows[0]}")
        page.forms = [f for f in page.forms if not f["action"].endswith("/leave")]
        clerk.submit(page, f"/rows/{rows[0]}", {"cell": cells})
        clerk.submit(clerk.get(f"{load}/rows/{rows[1]}"), "/leave", {"reason": "ZZREASON"})
        fixed = f"row,reasons,{HEADER}{rows[2]},ZZ,910002,ZZWRONG2,,,,,,,ACTIVE,2015-01-02\n"
        clerk.submit(clerk.get(load), "/corrections", {}, {"file": ("rows.csv", fixed.encode())})
        held = self.read_file(clerk, "tax_employer", HEADER + good[: len(good) // 3].rsplit("\n", 1)[0] + "\n")
        head.submit(head.get(held), "/decision", {"reason": "ZZREASON"}, button=("act", "withdraw"))
        self.loads = [{"load": load.rsplit("/", 1)[1], "line": str(rows[3])}]
        for n in range(2):
            page = self.hand_over_table(clerk, "civil_register", f"ZZTIN,ZZNAME{n}\n1,2\n")
            if n == 0:
                clerk.submit(page, "/mapping", {"name": "ZZWAY", "column_civil_id": "ZZTIN"}, button=("act", "save"))
                ways = clerk.get("/inspection/imports/profiles")
                self.ways = [{"profile": re.search(r'href="/inspection/imports/profiles/(\d+)"', ways.html)[1]}]
                self.change_way(clerk, self.ways[0]["profile"])
            else:
                self.unmapped = [{"load": page.address.split("/")[3]}]

    @staticmethod
    def change_way(clerk, way):
        """Another version, a copy; the copy is set aside and taken up again."""
        at = f"/inspection/imports/profiles/{way}"
        clerk.submit(clerk.get(at), "/change", {"agency": "ZZAGENCY"}, button=("act", "save"))
        copy = clerk.submit(clerk.get(at), "/copy", {"copy_name": "ZZCOPY"}).address
        for act in ("retire", "restore"):
            clerk.submit(clerk.get(copy), "/retirement", {"reason": "ZZREASON"}, button=("act", act))

    @staticmethod
    def hand_over_table(clerk, source, text):
        page = clerk.get("/inspection/imports/new")
        return clerk.submit(page, "/imports/new", {"source": source, "as_of": date.today().isoformat()},
                            {"file": ("table.csv", text.encode())})

    def read_file(self, clerk, source, text):
        """Hands it over and waits until the job has read it; the load's address."""
        address = self.hand_over_table(clerk, source, text).address
        for _ in range(240):
            page = clerk.get(address)
            if 'id="figures"' in page.html:
                return address
            time.sleep(0.25)
        raise AssertionError(f"{address} was not read: {page.text[:400]}")
