UPDATE insp_link SET band = 'review', counts = 0, contradicted = 1, version = version + 1 WHERE link_id = ?
