UPDATE insp_code_list SET revision = revision + 1 WHERE list = ? AND revision = ?
