DELETE FROM insp_blob_hold WHERE blob_id = ? AND holder_kind = ? AND case_id = ? AND holder_id = ?
