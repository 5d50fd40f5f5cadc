UPDATE insp_link_part SET revision = revision WHERE part = ?
