-- An order is open until its file is closed; one workplace has at most one.
SELECT order_number FROM insp_case WHERE unit_key = ? AND (workplace_key = ? OR workplace_key IS NULL) AND state <> 'closed' AND imported = 0 ORDER BY case_id LIMIT 1
