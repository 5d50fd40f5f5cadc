-- SQLite alone keeps text after a NUL, which its driver does not hand over.
SELECT count(*) FROM (
  SELECT 1 FROM insp_audit_record WHERE instr(CAST(at_time AS BLOB), x'00') + instr(CAST(act AS BLOB), x'00')
    + instr(CAST(user_id AS BLOB), x'00') + instr(CAST(event AS BLOB), x'00') + instr(CAST(object AS BLOB), x'00')
    + instr(CAST(body AS BLOB), x'00') + instr(CAST(hash AS BLOB), x'00') > 0
  UNION ALL SELECT 1 FROM insp_audit_chain WHERE instr(CAST(kind AS BLOB), x'00')
    + instr(CAST(chain_key AS BLOB), x'00') + instr(CAST(head_hash AS BLOB), x'00') > 0
  UNION ALL SELECT 1 FROM insp_audit_personal WHERE instr(CAST(content AS BLOB), x'00') > 0
  UNION ALL SELECT 1 FROM insp_audit_sealed WHERE instr(CAST(hash AS BLOB), x'00') > 0
  UNION ALL SELECT 1 FROM insp_audit_checkpoint WHERE instr(CAST(at_time AS BLOB), x'00')
    + instr(CAST(root AS BLOB), x'00') + instr(CAST(prev_hash AS BLOB), x'00') + instr(CAST(hash AS BLOB), x'00')
    + instr(CAST(key_id AS BLOB), x'00') + instr(CAST(signature AS BLOB), x'00') > 0
) AS hidden
