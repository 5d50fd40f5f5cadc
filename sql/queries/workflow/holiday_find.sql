SELECT id, day, kind, name_lo, name_en, territory, notice_no, notice_day, entered_by, entered_at, withdrawn_by, withdrawn_at, withdrawn_reason, version
FROM insp_holiday WHERE id = ?
