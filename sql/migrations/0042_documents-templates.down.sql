DROP TABLE insp_template;
