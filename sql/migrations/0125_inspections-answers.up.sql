-- Whose form an answer was given on: a file that moves to another bundle keeps its old answers under their old forms.
ALTER TABLE insp_form_answer ADD COLUMN bundle {{i64}} NOT NULL DEFAULT 0;
UPDATE insp_form_answer SET bundle = COALESCE((SELECT MAX(i.bundle) FROM insp_wf_instance i
  WHERE i.case_id = insp_form_answer.case_id), 0);
