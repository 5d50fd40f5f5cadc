-- Members without an employer are linked to the civil register, as a part of its own.
INSERT INTO insp_link_part (part, revision) VALUES ('self_employed-civil_register', 0);
