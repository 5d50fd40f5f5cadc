UPDATE insp_holiday SET withdrawn_revision = ?, withdrawn_by = ?, withdrawn_at = ?, withdrawn_reason = ?, version = version + 1
WHERE id = ? AND version = ? AND withdrawn_revision = 0
