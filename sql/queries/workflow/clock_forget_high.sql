UPDATE insp_wf_clock SET high_water = NULL WHERE id = 1
