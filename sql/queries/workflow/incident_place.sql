SELECT i.territory, x.fence, x.taken_by, x.state, i.process, i.bundle, x.node FROM insp_wf_incident x
JOIN insp_wf_instance i ON i.case_id = x.case_id AND i.id = x.instance WHERE x.case_id = ? AND x.id = ?
