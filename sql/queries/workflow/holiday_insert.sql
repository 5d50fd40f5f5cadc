INSERT INTO insp_holiday (id, day, kind, name_lo, name_en, territory, notice_no, notice_day, revision, entered_by, entered_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
