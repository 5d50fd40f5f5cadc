DROP TABLE insp_incoming;
