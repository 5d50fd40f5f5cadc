-- The search index of one snapshot of the registry: documents, the words in them, three-letter pieces of the words.
-- An index is built under a new number beside the old one, then made current, then the old one is removed.
CREATE TABLE insp_reg_index (
  index_id {{id}} NOT NULL PRIMARY KEY,
  content {{text:64}} NOT NULL,
  built_at {{ts}} NOT NULL,
  is_current {{bool}} NOT NULL,
  documents {{i64}} NOT NULL,
  tokens {{i64}} NOT NULL,
  grams {{i64}} NOT NULL,
  postings {{i64}} NOT NULL,
  numbers {{i64}} NOT NULL
);
CREATE TABLE insp_reg_search_doc (
  index_id {{i64}} NOT NULL,
  doc_id {{i64}} NOT NULL,
  kind {{text:16}} NOT NULL,
  doc_key {{text:64}} NOT NULL,
  title_lo {{text:420}} NOT NULL,
  title_latin {{text:420}} NOT NULL,
  numbers {{text:200}} NOT NULL,
  place {{text:420}} NOT NULL,
  PRIMARY KEY (index_id, doc_id)
);
CREATE TABLE insp_reg_search_place (
  index_id {{i64}} NOT NULL,
  doc_id {{i64}} NOT NULL,
  province_code {{text:2}} NOT NULL,
  district_code {{text:4}} NOT NULL,
  PRIMARY KEY (index_id, doc_id, province_code, district_code)
);
CREATE TABLE insp_reg_search_token (
  index_id {{i64}} NOT NULL,
  token_id {{i64}} NOT NULL,
  token {{text:200}} NOT NULL,
  skeleton {{text:100}} NOT NULL,
  voiced {{text:200}} NOT NULL,
  PRIMARY KEY (index_id, token_id)
);
CREATE INDEX ix_reg_search_token_text ON insp_reg_search_token (index_id, token);
CREATE INDEX ix_reg_search_token_sound ON insp_reg_search_token (index_id, skeleton);
CREATE TABLE insp_reg_search_gram (
  index_id {{i64}} NOT NULL,
  gram {{text:3}} NOT NULL,
  token_id {{i64}} NOT NULL,
  PRIMARY KEY (index_id, gram, token_id)
);
CREATE TABLE insp_reg_search_posting (
  index_id {{i64}} NOT NULL,
  token_id {{i64}} NOT NULL,
  doc_id {{i64}} NOT NULL,
  PRIMARY KEY (index_id, token_id, doc_id)
);
CREATE TABLE insp_reg_search_number (
  index_id {{i64}} NOT NULL,
  number_key {{text:64}} NOT NULL,
  doc_id {{i64}} NOT NULL,
  kind {{text:16}} NOT NULL,
  PRIMARY KEY (index_id, number_key, doc_id, kind)
);
