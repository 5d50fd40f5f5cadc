-- Tables of the reference MIS. It is not ours: apart from demonstration loading, the module only reads it through views.
CREATE TABLE IF NOT EXISTS TB_CODE (
  COD_GROUP {{text:8}} NOT NULL,
  COD_VALUE {{text:8}} NOT NULL,
  COD_REF {{text:16}} NOT NULL,
  COD_NAME_LO {{text:100}} NOT NULL,
  COD_NAME_EN {{text:100}} NOT NULL,
  PRIMARY KEY (COD_GROUP, COD_VALUE)
);
CREATE TABLE IF NOT EXISTS TB_PROVINCE (
  PRV_CODE {{text:2}} NOT NULL PRIMARY KEY,
  PRV_NAME_LO {{text:100}} NOT NULL,
  PRV_NAME_EN {{text:100}} NOT NULL
);
CREATE TABLE IF NOT EXISTS TB_DISTRICT (
  DST_CODE {{text:4}} NOT NULL PRIMARY KEY,
  PRV_CODE {{text:2}} NOT NULL,
  DST_NAME_LO {{text:100}} NOT NULL,
  DST_NAME_EN {{text:100}} NOT NULL
);
CREATE TABLE IF NOT EXISTS TB_OFFICE (
  OFF_CODE {{text:16}} NOT NULL PRIMARY KEY,
  OFF_NAME_LO {{text:200}} NOT NULL,
  OFF_NAME_EN {{text:200}} NOT NULL,
  PRV_CODE {{text:2}}
);
-- Employers.
CREATE TABLE IF NOT EXISTS TB_UNIT (
  UNT_ID {{text:64}} NOT NULL PRIMARY KEY,
  UNT_SSNO {{text:64}},
  UNT_NAME_LO {{text:400}},
  UNT_NAME_EN {{text:400}},
  UNT_SECT {{text:100}},
  PRV_CODE {{text:2}},
  DST_CODE {{text:4}},
  UNT_PRV_TX {{text:200}},
  UNT_DST_TX {{text:200}},
  UNT_VILL {{text:200}},
  UNT_ADDR {{text:600}},
  UNT_TEL {{text:100}},
  UNT_DIR {{text:200}},
  UNT_REGDT {{text:8}},
  UNT_STAT {{text:40}},
  UNT_CLSDT {{text:8}}
);
CREATE INDEX IF NOT EXISTS IX_UNIT_SSNO ON TB_UNIT (UNT_SSNO);
CREATE INDEX IF NOT EXISTS IX_UNIT_PLACE ON TB_UNIT (PRV_CODE, DST_CODE);
-- Branches of an employer, kept since 2021 only.
CREATE TABLE IF NOT EXISTS TB_UNIT_BR (
  BR_ID {{text:64}} NOT NULL PRIMARY KEY,
  UNT_ID {{text:64}} NOT NULL,
  BR_NAME_LO {{text:400}},
  BR_NAME_EN {{text:400}},
  PRV_CODE {{text:2}},
  DST_CODE {{text:4}},
  BR_PRV_TX {{text:200}},
  BR_DST_TX {{text:200}},
  BR_VILL {{text:200}},
  BR_ADDR {{text:600}},
  BR_TEL {{text:100}},
  BR_OPNDT {{text:8}},
  BR_CLSDT {{text:8}}
);
CREATE INDEX IF NOT EXISTS IX_UNIT_BR_UNIT ON TB_UNIT_BR (UNT_ID);
-- Insured members.
CREATE TABLE IF NOT EXISTS TB_MEMBER (
  MBR_ID {{text:64}} NOT NULL PRIMARY KEY,
  MBR_SSNO {{text:64}},
  MBR_GNAME {{text:200}},
  MBR_SNAME {{text:200}},
  MBR_LATIN {{text:400}},
  MBR_SEX {{text:16}},
  MBR_DOB {{text:8}},
  MBR_IDNO {{text:64}},
  MBR_TEL {{text:100}},
  PRV_CODE {{text:2}},
  DST_CODE {{text:4}},
  MBR_PRV_TX {{text:200}},
  MBR_DST_TX {{text:200}},
  MBR_VILL {{text:200}},
  MBR_REGDT {{text:8}},
  MBR_NAT {{text:40}}
);
CREATE INDEX IF NOT EXISTS IX_MEMBER_SSNO ON TB_MEMBER (MBR_SSNO);
CREATE INDEX IF NOT EXISTS IX_MEMBER_IDNO ON TB_MEMBER (MBR_IDNO);
CREATE TABLE IF NOT EXISTS TB_EMPLOY (
  EMP_ID {{text:64}} NOT NULL PRIMARY KEY,
  UNT_ID {{text:64}} NOT NULL,
  MBR_ID {{text:64}} NOT NULL,
  EMP_BEGDT {{text:8}},
  EMP_REGDT {{text:8}},
  EMP_ENDDT {{text:8}}
);
CREATE INDEX IF NOT EXISTS IX_EMPLOY_UNIT ON TB_EMPLOY (UNT_ID, MBR_ID);
CREATE INDEX IF NOT EXISTS IX_EMPLOY_MEMBER ON TB_EMPLOY (MBR_ID, UNT_ID);
-- One line per employer, member and month; amounts in kip.
CREATE TABLE IF NOT EXISTS TB_CONTRIB (
  UNT_ID {{text:64}} NOT NULL,
  CTR_YM {{text:6}} NOT NULL,
  MBR_ID {{text:64}} NOT NULL,
  CTR_SEQ {{int}} NOT NULL,
  CTR_WAGE {{i64}},
  CTR_DUE {{i64}},
  CTR_PAID {{i64}},
  CTR_PAYDT {{text:8}},
  PRIMARY KEY (UNT_ID, CTR_YM, MBR_ID, CTR_SEQ)
);
CREATE INDEX IF NOT EXISTS IX_CONTRIB_MEMBER ON TB_CONTRIB (MBR_ID, CTR_YM);
CREATE TABLE IF NOT EXISTS TB_BENEFIT (
  BNF_ID {{text:64}} NOT NULL PRIMARY KEY,
  MBR_ID {{text:64}} NOT NULL,
  BNF_KIND {{text:40}},
  BNF_BEGDT {{text:8}},
  BNF_ENDDT {{text:8}},
  BNF_AMT {{i64}}
);
CREATE INDEX IF NOT EXISTS IX_BENEFIT_MEMBER ON TB_BENEFIT (MBR_ID);
-- Insured without an employer: the self-employed, and those who insure themselves of their own will.
CREATE TABLE IF NOT EXISTS TB_SELFEMP (
  SLF_ID {{text:64}} NOT NULL PRIMARY KEY,
  SLF_SSNO {{text:64}},
  SLF_GNAME {{text:200}},
  SLF_SNAME {{text:200}},
  SLF_LATIN {{text:400}},
  SLF_SEX {{text:16}},
  SLF_DOB {{text:8}},
  SLF_IDNO {{text:64}},
  SLF_TEL {{text:100}},
  PRV_CODE {{text:2}},
  DST_CODE {{text:4}},
  SLF_PRV_TX {{text:200}},
  SLF_DST_TX {{text:200}},
  SLF_VILL {{text:200}},
  SLF_KIND {{text:40}},
  SLF_ACT {{text:100}},
  SLF_REGDT {{text:8}},
  SLF_STAT {{text:40}},
  SLF_CLSDT {{text:8}}
);
CREATE INDEX IF NOT EXISTS IX_SELFEMP_SSNO ON TB_SELFEMP (SLF_SSNO);
CREATE INDEX IF NOT EXISTS IX_SELFEMP_IDNO ON TB_SELFEMP (SLF_IDNO);
-- What they pay for themselves: one line per member and month; amounts in kip.
CREATE TABLE IF NOT EXISTS TB_SELFCTR (
  SLF_ID {{text:64}} NOT NULL,
  SCT_YM {{text:6}} NOT NULL,
  SCT_SEQ {{int}} NOT NULL,
  SCT_INC {{i64}},
  SCT_DUE {{i64}},
  SCT_PAID {{i64}},
  SCT_PAYDT {{text:8}},
  PRIMARY KEY (SLF_ID, SCT_YM, SCT_SEQ)
);
CREATE INDEX IF NOT EXISTS IX_SELFCTR_YM ON TB_SELFCTR (SCT_YM);
-- Who may log in to the MIS, and what the MIS lets them do. Kept by the host.
CREATE TABLE IF NOT EXISTS TB_USER (
  USR_CODE {{text:64}} NOT NULL PRIMARY KEY,
  USR_LOGIN {{text:64}} NOT NULL UNIQUE,
  USR_PASS {{text:400}} NOT NULL,
  USR_NAME_LO {{text:200}} NOT NULL,
  USR_NAME_EN {{text:200}} NOT NULL,
  OFF_CODE {{text:16}} NOT NULL,
  USR_ACTIVE {{int}} NOT NULL,
  USR_FAILS {{int}} NOT NULL,
  USR_LOCKED_UNTIL {{ts}},
  USR_LAST_LOGIN {{ts}}
);
CREATE TABLE IF NOT EXISTS TB_USER_ROLE (
  USR_CODE {{text:64}} NOT NULL,
  ROLE_CODE {{text:64}} NOT NULL,
  PRIMARY KEY (USR_CODE, ROLE_CODE)
);
CREATE TABLE IF NOT EXISTS TB_SESSION (
  SES_HASH {{text:128}} NOT NULL PRIMARY KEY,
  USR_CODE {{text:64}} NOT NULL,
  SES_SECRET {{text:128}} NOT NULL,
  SES_CREATED {{ts}} NOT NULL,
  SES_SEEN {{ts}} NOT NULL,
  SES_AUTH_AT {{ts}} NOT NULL
);
CREATE INDEX IF NOT EXISTS IX_SESSION_USER ON TB_SESSION (USR_CODE);
CREATE TABLE IF NOT EXISTS TB_HOST_AUDIT (
  AUD_ID {{i64}} NOT NULL PRIMARY KEY,
  AUD_AT {{ts}} NOT NULL,
  USR_CODE {{text:64}},
  AUD_EVENT {{text:64}} NOT NULL,
  AUD_CORR {{text:64}},
  AUD_DETAIL {{text:1000}}
);
CREATE INDEX IF NOT EXISTS IX_HOST_AUDIT_AT ON TB_HOST_AUDIT (AUD_AT);
-- Changes of the registers that were asked for from outside, each once under its key, with what became of it.
CREATE TABLE IF NOT EXISTS TB_CHANGE (
  CHG_KEY {{text:100}} NOT NULL PRIMARY KEY,
  CHG_KIND {{text:40}} NOT NULL,
  UNT_ID {{text:64}} NOT NULL,
  CHG_FILE {{text:64}} NOT NULL,
  CHG_STATE {{text:16}} NOT NULL,
  CHG_REF {{text:64}},
  CHG_WHY_LO {{text:1000}},
  CHG_WHY_EN {{text:1000}},
  CHG_AT {{ts}} NOT NULL,
  USR_CODE {{text:64}}
);
-- Of those, what was taken back: the key of the change that did it.
CREATE TABLE IF NOT EXISTS TB_CHANGE_BACK (
  CHG_KEY {{text:100}} NOT NULL PRIMARY KEY,
  BCK_KEY {{text:100}} NOT NULL
);
