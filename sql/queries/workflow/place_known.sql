-- Whether a place stands in the territory tree in force.
SELECT 1 FROM insp_territory_current WHERE code = ?
