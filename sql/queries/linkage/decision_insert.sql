INSERT INTO insp_link_decision (decision_id, link_id, act, verdict, reason, login, user_id, decided_at, probability_ppm, weight_milli, run_id)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
