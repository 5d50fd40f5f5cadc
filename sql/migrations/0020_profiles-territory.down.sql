DROP VIEW insp_territory_current;
DROP TABLE insp_territory;
DROP TABLE insp_territory_version;
