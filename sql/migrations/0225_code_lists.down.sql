DROP VIEW insp_place_names;
DROP TABLE insp_code_succession;
DROP TABLE insp_code_entry;
DROP TABLE insp_code_act;
DROP TABLE insp_code_list;
