SELECT decision_id, act, verdict, reason, login, user_id, decided_at, probability_ppm, weight_milli
FROM insp_link_decision WHERE link_id = ? ORDER BY decision_id DESC
