SELECT lsso_id, register_id FROM insp_link
WHERE part = ? AND (verdict IN ('same', 'merge_proposed') OR (verdict = 'none' AND band = 'linked'))
