DROP TABLE insp_document_scan;
DROP TABLE insp_document;
DROP TABLE insp_blob_hold;
DROP TABLE insp_blob_chunk;
DROP TABLE insp_blob;
