DROP TABLE insp_rework;
