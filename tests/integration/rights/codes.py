"""What is planted of lists of codes and of copies of the registry."""
import time
from datetime import datetime, timedelta, timezone

from http_user import Refused


class Codes:
    """A part of the world: people are the world's."""

    def order_copy(self):
        """A copy of a source that does not answer: it is ordered by who may, fails and stands with its reason."""
        admin = self.person("admin")
        admin.submit(admin.get("/inspection/registrycopy"), "/registrycopy", {})

    def until_copied(self):
        until = time.monotonic() + 90
        while self.rows("SELECT count(*) FROM insp_copy_run WHERE open_slot = 1")[0][0]:
            if time.monotonic() > until:
                raise Refused(0, "/inspection/registrycopy", "a copy does not end")
            time.sleep(0.2)
        if self.rows("SELECT state FROM insp_copy_run") != [("failed",)]:
            raise Refused(0, "/inspection/registrycopy", "a copy of nothing is not told as failed")

    def rename_office(self):
        admin, address = self.person("admin"), "/inspection/codes/office/change"
        today = datetime.now(timezone(timedelta(hours=7))).date().isoformat()
        seen = admin.submit(admin.get(address + "?kind=rename"), "/change",
                            {"codes": "LSSO-18", "code": "LSSO-18", "day": today, "name_lo": "ຫ້ອງການ", "name_en": "Office", "reference": "test"},
                            button=("act", "preview"))
        admin.submit(seen, "/change", {}, button=("act", "enter"))
