-- {{skeletons}} are literals made of letters only.
SELECT token_id, voiced FROM insp_reg_search_token WHERE index_id = ? AND skeleton IN ({{skeletons}}) ORDER BY token_id LIMIT 4000
