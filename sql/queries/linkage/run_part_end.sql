UPDATE insp_link_run_part SET state = ?, stage = '', compared = ?, linked = ?, to_review = ?, pairs_capped = ?, millis = ?, report = ?
WHERE run_id = ? AND part = ?
