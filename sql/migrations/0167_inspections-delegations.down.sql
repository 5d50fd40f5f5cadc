DROP TABLE insp_delegation;
