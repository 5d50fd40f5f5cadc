DROP TABLE insp_wf_alert;
