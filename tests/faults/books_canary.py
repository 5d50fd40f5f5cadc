"""The proof that books.py can fail: on copies of a good database one thing is spoilt, and each must be seen."""
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

SPOILT = {
    "a lost answer": "DELETE FROM insp_form_answer WHERE form_key = 'plan'",
    "a doubled statement": "INSERT INTO insp_statement SELECT case_id, id + 1000000, visit_id, person, position, content, given_at, "
                           "taken_by FROM insp_statement",
    "a hole in the register": "UPDATE insp_document SET register_seq = 99 WHERE register_seq = 3 AND direction = 'internal'",
    "a number given and not used": "UPDATE insp_number_series SET last_number = last_number + 1 WHERE kind = 'decision'",
    "a changed file": "UPDATE insp_blob_chunk SET data = x'00' WHERE blob_id = (SELECT blob_id FROM insp_evidence)",
    "a file nobody holds": "DELETE FROM insp_blob_hold WHERE holder_kind = 'evidence'",
    "a forgotten PDF": "DELETE FROM insp_job WHERE id = (SELECT min(id) FROM insp_job)",
    "a stuck PDF": "UPDATE insp_job SET state = 'running' WHERE id = (SELECT max(id) FROM insp_job)",
    "a task left open": "UPDATE insp_wf_task SET state = 'open' WHERE form_key = 'close'",
    "a token left behind": "INSERT INTO insp_wf_token SELECT case_id, 1, id, 'T14_Close', 0, '', 'waiting' FROM insp_wf_instance",
    "a task done twice": "INSERT INTO insp_wf_task (case_id, id, instance, node, token, kind, state, role, territory, assignee, form_key, timer, due_day, "
                         "due_confirmed, opened_at, done_at, done_by, item) "
                         "SELECT case_id, id + 1, instance, node, token, kind, state, role, territory, assignee, "
                         "form_key, timer, due_day, due_confirmed, opened_at, done_at, done_by, item FROM insp_wf_task WHERE form_key = 'report'",
    "a claimed key without a result": "UPDATE insp_idempotency SET result = NULL",
    "a doubled member of the team": "INSERT INTO insp_case_member SELECT case_id, id + 1000000, user_id, role, since, until, assigned_by "
                                    "FROM insp_case_member LIMIT 1",
    "a doubled audit record": "INSERT INTO insp_audit_record SELECT chain_id, seq + 1000000, at_time, act, user_id, event, object, body, "
                              "hash FROM insp_audit_record WHERE event = 'visit.ended'",
}


def unseen(database, ledger, counts):
    """What books.py did not see, of what was spoilt."""
    missed = []
    copy = Path(database).with_suffix(".spoilt")
    whole = sqlite3.connect(database)
    whole.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole.close()
    for name, sql in SPOILT.items():
        shutil.copy(database, copy)
        with sqlite3.connect(copy) as db:
            db.execute("PRAGMA foreign_keys = OFF")
            if db.execute(sql).rowcount < 1:
                missed.append(f"{name} (nothing was spoilt)")
        db.close()
        done = subprocess.run([sys.executable, Path(__file__).with_name("books.py"), "--at", f"sqlite:{copy}", "--ledger", ledger,
                               "--over", "--like", counts], capture_output=True, text=True)
        if done.returncode != 1 or not done.stdout:
            missed.append(f"{name} {done.stderr}")
        copy.unlink()
    return missed
