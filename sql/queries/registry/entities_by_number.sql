SELECT DISTINCT entity_kind, lsso_id FROM insp_entity_number
WHERE number_key = ? AND valid_to IS NULL ORDER BY entity_kind, lsso_id LIMIT 50
