DROP TABLE insp_paper_file;
DROP TABLE insp_unit_list_event;
