#!/usr/bin/env python3
"""Fills a new demonstration with inspections at different stages, played over HTTP by the people whose step it is.

Usage: demonstrate_inspections.py BASE_URL. Does nothing where files exist already. Exit 0, or 1 with the reason.
"""
import sys

from check_inspection import Story, say
from http_user import Person, Refused

ASKED = {
    "unpaid": {"kind": "worker", "channel": "phone", "subject": "unpaid",
               "account": "ນາຍຈ້າງ ຫັກເງິນສົມທົບ ຈາກເງິນເດືອນ ແຕ່ບໍ່ໄດ້ມອບ ຕັ້ງແຕ່ເດືອນ 6", "anonymous": "true"},
    "wages": {"kind": "worker", "channel": "counter", "subject": "wages",
              "account": "ເງິນເດືອນຈິງ 4.200.000 ກີບ ແຕ່ແຈ້ງພຽງ 1.800.000 ກີບ",
              "informant_name": "ທ້າວ ສົມໝາຍ ທົດລອງ", "informant_phone": "020 5500 0001"},
    "employer": {"kind": "employer", "channel": "letter", "subject": "other",
                 "account": "ຂໍໃຫ້ກວດກາ ບັນຊີເງິນສົມທົບ ຍ້ອນຍອດບໍ່ກົງກັນ",
                 "informant_name": "ບໍລິສັດ ທົດລອງ ຈຳກັດ", "informant_phone": "021 55 0002"},
    "authority": {"kind": "authority", "channel": "authority", "subject": "unregistered",
                  "account": "ຂໍໃຫ້ກວດກາ ຫົວໜ່ວຍ ທີ່ມີຜູ້ອອກແຮງງານ ຫຼາຍກວ່າ ທີ່ແຈ້ງ",
                  "authority": "ພະແນກແຮງງານ ແລະ ສະຫວັດດີການສັງຄົມ", "authority_reference": "ທົດລອງ/01"},
}
# What was asked for, and the last step that is done: from a closed file back to a request that nobody has read.
PLAYED = ((None, "closing"), ("authority", "referral"), ("wages", "allegations"), ("unpaid", "decision"), (None, "report"),
          ("employer", "visit"), ("wages", "approve"), ("authority", "plan"), (None, "assign"), ("unpaid", "accept_request"),
          ("employer", "record_request"), ("wages", "record_request"))


def main(base):
    director = Person(base).log_in("director")
    if any("/inspection/cases/" in href for href, _ in director.get("/inspection/cases").links):
        return
    people = {}
    for number, (asked, until) in enumerate(PLAYED):
        story = Story(base)
        story.people, story.passed_over = people, number
        if asked:
            story.asked = ASKED[asked]
        story.play(until)
    say(f"{len(PLAYED)} requests and files to look at")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    try:
        main(sys.argv[1])
    except Refused as refused:
        sys.exit(f"demonstrate_inspections: {refused}")
