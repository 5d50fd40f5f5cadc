UPDATE insp_link_part SET revision = revision + 1 WHERE part = ?
