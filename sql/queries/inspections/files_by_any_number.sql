-- Files by order number, inspection plan number, number of the request that led to them, or number of the paper file.
SELECT c.case_id, c.order_number, c.plan_number, c.unit_number, c.unit_name, c.territory
FROM (SELECT case_id FROM insp_case WHERE order_number = ?
      UNION SELECT case_id FROM insp_case WHERE plan_number = ?
      UNION SELECT case_id FROM insp_request WHERE number = ? AND case_id IS NOT NULL
      UNION SELECT case_id FROM insp_paper_file WHERE number_key = ?) k
JOIN insp_case c ON c.case_id = k.case_id
JOIN insp_territory_current t ON t.code = c.territory
WHERE /*scope*/
ORDER BY c.case_id DESC LIMIT ?
