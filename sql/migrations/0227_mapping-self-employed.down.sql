DROP TABLE insp_copy_self_employed;
