INSERT INTO insp_wf_rederivation (id, by_rule, bundle, day, revision, cause, reason, source, state, ordered_by, ordered_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'open', ?, ?)
