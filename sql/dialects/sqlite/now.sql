-- The database's clock as Instant::iso() writes it; SQLite knows milliseconds only.
(strftime('%Y-%m-%dT%H:%M:%f', 'now') || '000Z')
