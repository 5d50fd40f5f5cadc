-- Takes the row for this transaction: who saves at the same time waits, and finds the newer version.
UPDATE insp_wf_draft SET changed_at = changed_at WHERE id = ?
