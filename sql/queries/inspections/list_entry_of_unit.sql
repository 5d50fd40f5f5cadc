SELECT e.id, e.unit_key, e.unit_name, e.territory, e.reason, e.state, e.case_id, e.version, c.order_number
FROM insp_unit_list_entry e LEFT JOIN insp_case c ON c.case_id = e.case_id
WHERE e.list_id = ? AND e.unit_key = ?
