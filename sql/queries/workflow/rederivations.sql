SELECT id, cause, reason, state, source, files, moved, failed, ordered_at, ended_at
FROM insp_wf_rederivation ORDER BY ordered_at DESC, id DESC LIMIT ?
