-- The fence in the condition is what keeps two claimers apart where rows cannot be locked.
UPDATE insp_job SET state = 'running', lease_owner = ?, lease_until = ?, attempts = attempts + 1, fence = fence + 1 WHERE id = ? AND fence = ? AND state IN ('ready', 'running')
