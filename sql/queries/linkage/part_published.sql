UPDATE insp_link_part SET run_id = ? WHERE part = ?
