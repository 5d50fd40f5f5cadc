SELECT s.doc_id, {{territory s}} FROM insp_reg_search_place s {{places s}}
WHERE s.index_id = ? AND s.doc_id IN ({{ids}}) AND {{scope s}}
ORDER BY s.doc_id, s.province_code, s.district_code
