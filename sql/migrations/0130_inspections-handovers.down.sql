DROP TABLE insp_handover_line;
DROP TABLE insp_handover;
