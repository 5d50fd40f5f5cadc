DROP TABLE insp_case_count;
