DROP TABLE insp_wf_proposal_file;
DROP TABLE insp_wf_proposal;
