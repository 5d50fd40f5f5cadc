DROP TABLE insp_substitution;
