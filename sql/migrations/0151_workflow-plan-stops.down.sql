DROP TABLE insp_wf_plan_stop;
