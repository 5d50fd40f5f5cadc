DROP TABLE insp_amendment_event;
DROP TABLE insp_amendment_line;
DROP TABLE insp_amendment;
