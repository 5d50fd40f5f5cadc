UPDATE insp_entity_number SET as_of = ?
WHERE valid_to IS NULL AND entity_kind = ? AND register = ? AND link_id NOT IN ({{ids}})
