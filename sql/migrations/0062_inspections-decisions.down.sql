DROP TABLE insp_unit_list_entry;
DROP TABLE insp_unit_list;
DROP TABLE insp_allegation;
DROP TABLE insp_service;
DROP TABLE insp_decision;
