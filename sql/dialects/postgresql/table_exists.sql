-- 1 when this table exists where unqualified names are looked up.
SELECT count(*) FROM pg_catalog.pg_class c WHERE c.relkind IN ('r', 'p') AND pg_catalog.pg_table_is_visible(c.oid) AND c.relname = cast(? AS name)
