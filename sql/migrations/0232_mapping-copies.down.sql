DROP TABLE insp_copy_run;
