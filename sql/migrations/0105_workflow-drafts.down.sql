DROP TABLE insp_wf_draft_file;
DROP TABLE insp_wf_draft_save;
DROP TABLE insp_wf_draft;
