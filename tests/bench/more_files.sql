-- More open files, as the engine leaves them: each file that is there is copied :copies times with all its rows, under numbers of
-- its own. Run by psql in a database that bench_orders has filled. Columns are asked of the catalogue, so that one that is new is
-- copied too. Left out are the history and the records of the audit trail, which only grow and of which no measured step reads
-- more than the chain's head. The people of the first nine copies are those of the original; every later one has people of its
-- own, so that a person's own files are as many with ten thousand files as with a million.
\set ON_ERROR_STOP on
SET synchronous_commit = off;
SET maintenance_work_mem = '256MB';
CREATE TEMP TABLE copied AS
SELECT c.table_name AS name, string_agg(quote_ident(c.column_name), ', ' ORDER BY c.ordinal_position) AS columns,
  string_agg(CASE
    WHEN c.column_name = 'case_id' OR c.table_name = 'insp_audit_chain' AND c.column_name = 'chain_id' THEN format('s.%I + k * 10000000000', c.column_name)
    WHEN c.column_name = 'chain_key' THEN '(s.chain_id + k * 10000000000)::text'
    WHEN c.column_name = 'order_number' THEN 's.order_number || ''-'' || k'
    WHEN c.column_name IN ('manager', 'user_id', 'assignee') THEN format('CASE WHEN k < 10 OR s.%1$I = '''' THEN s.%1$I ELSE s.%1$I || ''.'' || k END', c.column_name)
    ELSE 's.' || quote_ident(c.column_name) END, ', ' ORDER BY c.ordinal_position) AS values
FROM information_schema.columns c
WHERE c.table_schema = 'public' AND c.table_name IN ('insp_case', 'insp_case_member', 'insp_wf_instance', 'insp_wf_token',
  'insp_wf_task', 'insp_wf_timer', 'insp_wf_subscription', 'insp_wf_variable', 'insp_audit_chain')
GROUP BY c.table_name;
SELECT format('INSERT INTO %I (%s) SELECT %s FROM %I s, generate_series(1, %s) k %s', name, columns, values, name, :copies,
              CASE name WHEN 'insp_audit_chain' THEN 'WHERE s.kind = ''case''' ELSE '' END)
FROM copied ORDER BY name \gexec
DELETE FROM insp_case_count;
INSERT INTO insp_case_count (territory, state, part, files)
SELECT territory, state, case_id % 16, COUNT(*) FROM insp_case GROUP BY territory, state, case_id % 16;
VACUUM ANALYZE;
CHECKPOINT;
