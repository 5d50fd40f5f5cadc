-- Only those that another day stands at: a run has just entered most of them with this one.
UPDATE insp_entity_number SET as_of = ?
WHERE valid_to IS NULL AND entity_kind = ? AND register = ? AND (as_of IS NULL OR as_of <> ?) AND link_id NOT IN ({{ids}})
