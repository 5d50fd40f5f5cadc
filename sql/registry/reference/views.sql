-- The canonical registry over the reference MIS. Column by column in module/registry/README.md.
DROP VIEW IF EXISTS reg_labour_unit;
CREATE VIEW reg_labour_unit AS
SELECT u.UNT_ID AS lu_id,
       u.UNT_SSNO AS ss_reg_no,
       u.UNT_NAME_LO AS name_lo,
       u.UNT_NAME_EN AS name_en,
       coalesce(sec.COD_REF, u.UNT_SECT) AS sector,
       u.PRV_CODE AS province_code,
       u.DST_CODE AS district_code,
       u.UNT_PRV_TX AS province,
       u.UNT_DST_TX AS district,
       u.UNT_VILL AS village,
       u.UNT_ADDR AS address,
       u.UNT_TEL AS phone,
       u.UNT_DIR AS director_name,
       {{day8:u.UNT_REGDT}} AS reg_date,
       coalesce(sta.COD_REF, u.UNT_STAT) AS status,
       {{day8:u.UNT_CLSDT}} AS close_date
FROM TB_UNIT u
LEFT JOIN TB_CODE sec ON sec.COD_GROUP = 'SECT' AND sec.COD_VALUE = u.UNT_SECT
LEFT JOIN TB_CODE sta ON sta.COD_GROUP = 'UNTSTA' AND sta.COD_VALUE = u.UNT_STAT;

-- A unit whose branches the MIS does not know has one workplace: itself, coded "<lu_id>-0".
DROP VIEW IF EXISTS reg_workplace;
CREATE VIEW reg_workplace AS
SELECT b.BR_ID AS workplace_id,
       b.UNT_ID AS lu_id,
       b.BR_NAME_LO AS name_lo,
       b.BR_NAME_EN AS name_en,
       b.PRV_CODE AS province_code,
       b.DST_CODE AS district_code,
       b.BR_PRV_TX AS province,
       b.BR_DST_TX AS district,
       b.BR_VILL AS village,
       b.BR_ADDR AS address,
       b.BR_TEL AS phone,
       {{day8:b.BR_OPNDT}} AS open_date,
       {{day8:b.BR_CLSDT}} AS close_date,
       0 AS derived
FROM TB_UNIT_BR b
UNION ALL
SELECT {{concat:u.UNT_ID;'-0'}},
       u.UNT_ID,
       u.UNT_NAME_LO,
       u.UNT_NAME_EN,
       u.PRV_CODE,
       u.DST_CODE,
       u.UNT_PRV_TX,
       u.UNT_DST_TX,
       u.UNT_VILL,
       u.UNT_ADDR,
       u.UNT_TEL,
       {{day8:u.UNT_REGDT}},
       {{day8:u.UNT_CLSDT}},
       1
FROM TB_UNIT u
WHERE NOT EXISTS (SELECT 1 FROM TB_UNIT_BR b WHERE b.UNT_ID = u.UNT_ID);

DROP VIEW IF EXISTS reg_worker;
CREATE VIEW reg_worker AS
SELECT m.MBR_ID AS worker_id,
       m.MBR_SSNO AS ss_no,
       m.MBR_GNAME AS given_lo,
       m.MBR_SNAME AS surname_lo,
       m.MBR_LATIN AS name_latin,
       coalesce(sex.COD_REF, m.MBR_SEX) AS sex,
       {{day8:m.MBR_DOB}} AS dob,
       m.MBR_IDNO AS id_no,
       m.MBR_TEL AS phone,
       m.PRV_CODE AS province_code,
       m.DST_CODE AS district_code,
       m.MBR_PRV_TX AS province,
       m.MBR_DST_TX AS district,
       m.MBR_VILL AS village,
       {{day8:m.MBR_REGDT}} AS reg_date,
       coalesce(nat.COD_REF, m.MBR_NAT) AS nationality
FROM TB_MEMBER m
LEFT JOIN TB_CODE sex ON sex.COD_GROUP = 'SEX' AND sex.COD_VALUE = m.MBR_SEX
LEFT JOIN TB_CODE nat ON nat.COD_GROUP = 'NAT' AND nat.COD_VALUE = m.MBR_NAT;

DROP VIEW IF EXISTS reg_employment;
CREATE VIEW reg_employment AS
SELECT e.EMP_ID AS emp_id,
       e.UNT_ID AS lu_id,
       e.MBR_ID AS worker_id,
       {{day8:e.EMP_BEGDT}} AS start_date,
       {{day8:e.EMP_REGDT}} AS reg_date,
       {{day8:e.EMP_ENDDT}} AS end_date
FROM TB_EMPLOY e;

DROP VIEW IF EXISTS reg_contribution;
CREATE VIEW reg_contribution AS
SELECT c.UNT_ID AS lu_id,
       c.MBR_ID AS worker_id,
       {{month6:c.CTR_YM}} AS month,
       c.CTR_SEQ AS line,
       c.CTR_WAGE AS declared_wage,
       c.CTR_DUE AS due,
       c.CTR_PAID AS paid,
       {{day8:c.CTR_PAYDT}} AS paid_date
FROM TB_CONTRIB c;

DROP VIEW IF EXISTS reg_benefit;
CREATE VIEW reg_benefit AS
SELECT b.BNF_ID AS benefit_id,
       b.MBR_ID AS worker_id,
       coalesce(knd.COD_REF, b.BNF_KIND) AS kind,
       {{day8:b.BNF_BEGDT}} AS from_date,
       {{day8:b.BNF_ENDDT}} AS to_date,
       b.BNF_AMT AS amount
FROM TB_BENEFIT b
LEFT JOIN TB_CODE knd ON knd.COD_GROUP = 'BNFKND' AND knd.COD_VALUE = b.BNF_KIND;

DROP VIEW IF EXISTS reg_self_employed;
CREATE VIEW reg_self_employed AS
SELECT s.SLF_ID AS member_id,
       s.SLF_SSNO AS ss_no,
       s.SLF_GNAME AS given_lo,
       s.SLF_SNAME AS surname_lo,
       s.SLF_LATIN AS name_latin,
       coalesce(sex.COD_REF, s.SLF_SEX) AS sex,
       {{day8:s.SLF_DOB}} AS dob,
       s.SLF_IDNO AS id_no,
       s.SLF_TEL AS phone,
       s.PRV_CODE AS province_code,
       s.DST_CODE AS district_code,
       s.SLF_PRV_TX AS province,
       s.SLF_DST_TX AS district,
       s.SLF_VILL AS village,
       coalesce(knd.COD_REF, s.SLF_KIND) AS kind,
       coalesce(act.COD_REF, s.SLF_ACT) AS activity,
       {{day8:s.SLF_REGDT}} AS reg_date,
       coalesce(sta.COD_REF, s.SLF_STAT) AS status,
       {{day8:s.SLF_CLSDT}} AS close_date
FROM TB_SELFEMP s
LEFT JOIN TB_CODE sex ON sex.COD_GROUP = 'SEX' AND sex.COD_VALUE = s.SLF_SEX
LEFT JOIN TB_CODE knd ON knd.COD_GROUP = 'MBRKND' AND knd.COD_VALUE = s.SLF_KIND
LEFT JOIN TB_CODE act ON act.COD_GROUP = 'SECT' AND act.COD_VALUE = s.SLF_ACT
LEFT JOIN TB_CODE sta ON sta.COD_GROUP = 'UNTSTA' AND sta.COD_VALUE = s.SLF_STAT;

DROP VIEW IF EXISTS reg_self_employed_contribution;
CREATE VIEW reg_self_employed_contribution AS
SELECT c.SLF_ID AS member_id,
       {{month6:c.SCT_YM}} AS month,
       c.SCT_SEQ AS line,
       c.SCT_INC AS insurable_income,
       c.SCT_DUE AS due,
       c.SCT_PAID AS paid,
       {{day8:c.SCT_PAYDT}} AS paid_date
FROM TB_SELFCTR c;
