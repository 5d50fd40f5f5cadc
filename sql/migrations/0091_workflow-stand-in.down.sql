DROP TABLE insp_wf_stand_in;
