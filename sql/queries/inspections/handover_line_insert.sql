INSERT INTO insp_handover_line (handover_id, id, case_id, kind, object, receiver, state) VALUES (?, ?, ?, ?, ?, ?, 'planned')
