SELECT high_water FROM insp_wf_clock WHERE id = 1
