UPDATE insp_wf_calendar SET revision = revision + 1 WHERE id = 1
