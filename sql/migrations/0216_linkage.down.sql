DROP TABLE insp_link_sample_pair;
DROP TABLE insp_link_sample;
DROP TABLE insp_link_decision;
DROP TABLE insp_link;
DROP TABLE insp_link_part;
DROP TABLE insp_link_run_part;
DROP TABLE insp_link_run;
