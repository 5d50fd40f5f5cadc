DELETE FROM insp_link WHERE link_id IN ({{ids}})
