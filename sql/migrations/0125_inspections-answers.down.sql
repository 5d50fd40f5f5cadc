ALTER TABLE insp_form_answer DROP COLUMN bundle;
