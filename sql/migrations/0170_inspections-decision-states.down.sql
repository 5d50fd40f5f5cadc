DROP TABLE insp_decision_letter;
DROP TABLE insp_decision_state;
-- @only postgresql, sqlite
DROP INDEX insp_decision_state_now;
-- @only mariadb
DROP INDEX insp_decision_state_now ON insp_decision;
ALTER TABLE insp_decision ADD COLUMN document_id {{i64}};
ALTER TABLE insp_decision DROP COLUMN changes;
ALTER TABLE insp_decision DROP COLUMN in_part;
ALTER TABLE insp_decision DROP COLUMN stayed;
ALTER TABLE insp_decision DROP COLUMN state;
ALTER TABLE insp_decision DROP COLUMN amount;
ALTER TABLE insp_decision DROP COLUMN run_no;
ALTER TABLE insp_decision DROP COLUMN ordinal;
