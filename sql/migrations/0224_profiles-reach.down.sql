DROP VIEW insp_territory_reach_current;
DROP TABLE insp_territory_reach;
