-- A page of a list: what stands on it first, what was taken off after it.
SELECT e.id, e.unit_key, e.unit_name, e.territory, e.reason, e.state, e.case_id, e.version, c.order_number
FROM insp_unit_list_entry e LEFT JOIN insp_case c ON c.case_id = e.case_id
WHERE e.list_id = ?
ORDER BY CASE WHEN e.state = 'removed' THEN 1 ELSE 0 END, e.id LIMIT ? OFFSET ?
