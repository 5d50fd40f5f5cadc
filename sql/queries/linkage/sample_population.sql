SELECT link_id FROM insp_link WHERE part = ? AND verdict = 'none' AND band = 'linked' AND counts = 1 ORDER BY link_id
