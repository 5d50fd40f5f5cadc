-- Which institution an answer or a document came from.

ALTER TABLE insp_incoming ADD COLUMN institution {{text:40}};
