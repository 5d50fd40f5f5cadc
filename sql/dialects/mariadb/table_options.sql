-- After every CREATE TABLE: transactions, all of Unicode, and equality by code points. The accent-insensitive
-- collations take Lao words for equal that differ only in their tone.
ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin
