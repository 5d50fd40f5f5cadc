-- The database's clock as Instant::iso() writes it, at this moment and not at the transaction's beginning.
to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
