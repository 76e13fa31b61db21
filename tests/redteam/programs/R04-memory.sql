-- makes blobs larger than its memory, and keeps them
-- verdicts: memory_limit runtime_error time_limit wrong
-- runsc: internal_error
CREATE TABLE kept AS WITH RECURSIVE n (a) AS (SELECT 1 UNION ALL SELECT a + 1 FROM n WHERE a < 9)
    SELECT hex(zeroblob(50000000 + a)) AS a FROM n;
SELECT length(group_concat(a)) AS a FROM kept;
