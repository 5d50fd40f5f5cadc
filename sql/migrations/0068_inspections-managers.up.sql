-- The files that a manager answers for, on the dashboard.
CREATE INDEX insp_case_manager ON insp_case (manager, opened_on, case_id);
