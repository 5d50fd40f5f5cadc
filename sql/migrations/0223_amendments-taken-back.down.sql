-- @only postgresql, sqlite
DROP INDEX insp_amendment_follow;
-- @only mariadb
DROP INDEX insp_amendment_follow ON insp_amendment;
ALTER TABLE insp_amendment DROP COLUMN reversed_by;
ALTER TABLE insp_amendment DROP COLUMN reverses;
ALTER TABLE insp_amendment DROP COLUMN to_follow;
