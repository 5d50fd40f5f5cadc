SELECT source, as_of, loaded_at, row_count, period_from, period_to
FROM insp_reg_snapshot WHERE is_current = 1 ORDER BY source
