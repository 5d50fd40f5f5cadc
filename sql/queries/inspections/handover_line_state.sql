SELECT state FROM insp_handover_line WHERE handover_id = ? AND id = ?
