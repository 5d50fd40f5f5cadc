UPDATE insp_link_sample_pair SET verdict = ?, judged_by = ?, judged_at = ? WHERE link_id = ? AND verdict IS NULL
