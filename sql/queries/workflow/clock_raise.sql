UPDATE insp_wf_clock SET high_water = ? WHERE id = 1 AND (high_water IS NULL OR high_water < ?)
