DROP TABLE insp_wf_clock_host;
DROP TABLE insp_wf_clock;
