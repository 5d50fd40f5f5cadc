-- {{tokens}} are literals made of letters only.
SELECT token FROM insp_reg_search_token WHERE index_id = ? AND token IN ({{tokens}})
