-- One row a chain: its head. Writers lock it before they read it, so a chain cannot fork. `unsealed` is 1 while the
-- chain is longer than the last checkpoint saw it.
CREATE TABLE insp_audit_chain (
  chain_id {{i64}} NOT NULL PRIMARY KEY,
  kind {{text:20}} NOT NULL,
  chain_key {{text:120}} NOT NULL,
  last_seq {{i64}} NOT NULL,
  head_hash {{text:64}} NOT NULL,
  unsealed {{bool}} NOT NULL
);

CREATE INDEX insp_audit_chain_unsealed ON insp_audit_chain (unsealed);

-- `body` holds the other fields, length-prefixed (module/audit/canonical.hpp); `hash` covers the hash before it and
-- every column.
CREATE TABLE insp_audit_record (
  chain_id {{i64}} NOT NULL,
  seq {{i64}} NOT NULL,
  at_time {{ts}} NOT NULL,
  act {{text:8}} NOT NULL,
  user_id {{text:120}} NOT NULL,
  event {{text:80}} NOT NULL,
  object {{text:160}} NOT NULL,
  body {{longtext}} NOT NULL,
  hash {{text:64}} NOT NULL,
  PRIMARY KEY (chain_id, seq)
);

-- Personal values of a record with their salts. The chain holds commitments only, so this row can be emptied.
-- `erased_seq` is the record of the same chain that tells of the erasure; 0 while the values stand.
CREATE TABLE insp_audit_personal (
  chain_id {{i64}} NOT NULL,
  seq {{i64}} NOT NULL,
  content {{longtext}},
  erased_seq {{i64}} NOT NULL,
  PRIMARY KEY (chain_id, seq)
);

CREATE TABLE insp_audit_checkpoint (
  number {{i64}} NOT NULL PRIMARY KEY,
  at_time {{ts}} NOT NULL,
  heads {{i64}} NOT NULL,
  root {{text:64}} NOT NULL,
  prev_hash {{text:64}} NOT NULL,
  hash {{text:64}} NOT NULL,
  key_id {{text:32}} NOT NULL,
  signature {{text:128}} NOT NULL
);

-- The heads under a checkpoint's root: the leaves of its Merkle tree.
CREATE TABLE insp_audit_sealed (
  number {{i64}} NOT NULL,
  chain_id {{i64}} NOT NULL,
  seq {{i64}} NOT NULL,
  hash {{text:64}} NOT NULL,
  PRIMARY KEY (number, chain_id)
);

CREATE UNIQUE INDEX insp_audit_sealed_by_chain ON insp_audit_sealed (chain_id, seq);
