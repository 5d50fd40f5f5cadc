SELECT revision, (SELECT COUNT(*) FROM insp_wf_suspension x WHERE x.case_id = ?) FROM insp_wf_calendar WHERE id = 1
