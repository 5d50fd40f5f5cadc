UPDATE insp_link_run_part SET state = ?, stage = '', compared = ?, linked = ?, to_review = ?, pairs_capped = ?, millis = ?, report = ?, revision = ?
WHERE run_id = ? AND part = ?
