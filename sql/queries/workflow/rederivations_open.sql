SELECT id, by_rule, bundle, day, revision, cause, reason, source, state, at_case, ordered_at
FROM insp_wf_rederivation WHERE state IN ('open', 'again') ORDER BY ordered_at, id
