DROP TABLE insp_finding;
DROP TABLE insp_evidence;
DROP TABLE insp_statement;
DROP TABLE insp_checklist_answer;
DROP TABLE insp_roll_entry;
DROP TABLE insp_visit;
