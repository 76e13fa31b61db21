-- leads out of its database: other files, extensions, settings
-- verdicts: runtime_error
ATTACH DATABASE '/proc/self/fd/4' AS wire;
SELECT 1 AS a;
