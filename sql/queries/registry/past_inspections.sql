SELECT i.insp_id, i.insp_month, i.selection, i.found_codes
FROM insp_reg_snapshot s
JOIN insp_reg_inspection i ON i.snapshot_id = s.snapshot_id
WHERE s.source = 'inspection_history' AND s.is_current = 1 AND i.lu_id = ?
ORDER BY i.insp_month DESC, i.line
