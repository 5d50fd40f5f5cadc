SELECT anchor_day, days, calendar, extra_days, held_day, held_on FROM insp_wf_timer WHERE case_id = ? AND id = ?
