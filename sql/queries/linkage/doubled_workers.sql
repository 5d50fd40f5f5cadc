SELECT lsso_id, register_id FROM insp_link
WHERE part = 'worker_dup-worker' AND (verdict = 'same' OR (verdict IN ('none', 'merge_proposed') AND band = 'linked'))
