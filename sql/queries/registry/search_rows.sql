SELECT doc_id, kind, doc_key, title_lo, title_latin, numbers FROM insp_reg_search_doc
WHERE index_id = ? AND doc_id IN ({{ids}})
