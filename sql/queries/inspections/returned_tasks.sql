SELECT task FROM insp_return_task WHERE case_id = ?
