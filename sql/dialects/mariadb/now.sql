-- The database's clock as Instant::iso() writes it.
date_format(utc_timestamp(6), '%Y-%m-%dT%H:%i:%s.%fZ')
