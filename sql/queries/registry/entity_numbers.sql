SELECT register, register_id, number_kind, number_text, source, confidence_ppm, as_of, valid_from, valid_to, link_id
FROM insp_entity_number WHERE entity_kind = ? AND lsso_id = ?
ORDER BY CASE WHEN valid_to IS NULL THEN 0 ELSE 1 END, register, number_kind, number_text, valid_from DESC, number_id
