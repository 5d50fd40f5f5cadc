UPDATE insp_entity_number SET valid_to = ? WHERE valid_to IS NULL AND link_id IN ({{ids}})
