SELECT anchor_day, days, calendar, extra_days, held_day FROM insp_wf_timer WHERE case_id = ? AND id = ?
