UPDATE insp_link SET claimed_by = NULL, claimed_until = NULL WHERE link_id = ? AND claimed_by = ?
