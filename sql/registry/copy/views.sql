-- The canonical registry over rows that `ssiis-admin registry copy` reads from another database.
DROP VIEW IF EXISTS reg_labour_unit;
CREATE VIEW reg_labour_unit AS
SELECT lu_id, ss_reg_no, name_lo, name_en, sector, province_code, district_code, province, district, village, address, phone, director_name, reg_date, status, close_date
FROM insp_copy_labour_unit;

DROP VIEW IF EXISTS reg_workplace;
CREATE VIEW reg_workplace AS
SELECT workplace_id, lu_id, name_lo, name_en, province_code, district_code, province, district, village, address, phone, open_date, close_date, derived
FROM insp_copy_workplace;

DROP VIEW IF EXISTS reg_worker;
CREATE VIEW reg_worker AS
SELECT worker_id, ss_no, given_lo, surname_lo, name_latin, sex, dob, id_no, phone, province_code, district_code, province, district, village, reg_date, nationality
FROM insp_copy_worker;

DROP VIEW IF EXISTS reg_employment;
CREATE VIEW reg_employment AS
SELECT emp_id, lu_id, worker_id, start_date, reg_date, end_date
FROM insp_copy_employment;

DROP VIEW IF EXISTS reg_contribution;
CREATE VIEW reg_contribution AS
SELECT lu_id, worker_id, month, line, declared_wage, due, paid, paid_date
FROM insp_copy_contribution;

DROP VIEW IF EXISTS reg_benefit;
CREATE VIEW reg_benefit AS
SELECT benefit_id, worker_id, kind, from_date, to_date, amount
FROM insp_copy_benefit;


DROP VIEW IF EXISTS reg_self_employed;
CREATE VIEW reg_self_employed AS
SELECT member_id, ss_no, given_lo, surname_lo, name_latin, sex, dob, id_no, phone, province_code, district_code, province, district, village, kind, activity, reg_date, status, close_date
FROM insp_copy_self_employed;

DROP VIEW IF EXISTS reg_self_employed_contribution;
CREATE VIEW reg_self_employed_contribution AS
SELECT member_id, month, line, insurable_income, due, paid, paid_date
FROM insp_copy_self_employed_contribution;
