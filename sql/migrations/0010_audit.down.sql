DROP TABLE insp_audit_sealed;
DROP TABLE insp_audit_checkpoint;
DROP TABLE insp_audit_personal;
DROP TABLE insp_audit_record;
DROP TABLE insp_audit_chain;
