-- an answer of many rows and one of odd text
-- verdicts: wrong output_limit runtime_error memory_limit time_limit
WITH RECURSIVE n (a) AS (SELECT 1 UNION ALL SELECT a + 1 FROM n WHERE a < 99999)
    SELECT printf('%.*c', 100, char(0)) AS a, 9e999 AS b, CAST(x'edA080ff' AS TEXT) AS c FROM n;
