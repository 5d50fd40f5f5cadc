-- As doubled_workers, of those whom one of two units employed.
SELECT lsso_id, register_id FROM insp_link
WHERE part = 'worker_dup-worker' AND (verdict = 'same' OR (verdict IN ('none', 'merge_proposed') AND band = 'linked'))
  AND register_id IN (SELECT e.worker_id FROM reg_employment e WHERE e.lu_id IN (?, ?))
