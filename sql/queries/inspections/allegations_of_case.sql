SELECT received_on, party, content, recorded_by FROM insp_allegation WHERE case_id = ? ORDER BY id
