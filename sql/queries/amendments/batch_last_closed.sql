SELECT max(closed_at) FROM insp_amendment_batch
