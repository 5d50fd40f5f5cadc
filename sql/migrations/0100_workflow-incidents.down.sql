ALTER TABLE insp_wf_incident DROP COLUMN reason;
ALTER TABLE insp_wf_incident DROP COLUMN remedy;
ALTER TABLE insp_wf_incident DROP COLUMN lease_until;
ALTER TABLE insp_wf_incident DROP COLUMN taken_by;
ALTER TABLE insp_wf_incident DROP COLUMN fence;
