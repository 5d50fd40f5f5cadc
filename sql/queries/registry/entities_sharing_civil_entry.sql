-- Entities of one kind that the same entry of the civil register belongs to.
SELECT DISTINCT o.lsso_id
FROM insp_entity_number n
JOIN insp_entity_number o ON o.register = n.register AND o.register_id = n.register_id AND o.entity_kind = ? AND o.valid_to IS NULL
WHERE n.entity_kind = ? AND n.lsso_id = ? AND n.register = 'civil_register' AND n.valid_to IS NULL
ORDER BY o.lsso_id LIMIT 20
