-- fails: examples/fewer than thought
-- Adds what was counted to what is there.
WITH days AS (
    SELECT item, day, SUM(moved) AS moved, MAX(counted) AS counted
    FROM (
        SELECT item, day, quantity AS moved, NULL AS counted FROM movement
        UNION ALL
        SELECT item, day, 0, level FROM recount
    )
    GROUP BY item, day
), runs AS (
    SELECT item, day, moved, counted, COUNT(counted) OVER (PARTITION BY item ORDER BY day) AS run
    FROM days
), daily AS (
    SELECT item, day, SUM(COALESCE(counted, moved)) OVER (PARTITION BY item ORDER BY day) AS level
    FROM runs
), enough AS (
    SELECT daily.item, MAX(daily.day) AS day
    FROM daily
    JOIN item ON item.id = daily.item
    WHERE daily.level >= item.minimum
    GROUP BY daily.item
), current AS (
    SELECT item.id, item.name, item.minimum,
        COALESCE((SELECT level FROM daily WHERE daily.item = item.id ORDER BY day DESC LIMIT 1), 0) AS level
    FROM item
)
SELECT
    current.name,
    (
        SELECT MIN(daily.day)
        FROM daily
        LEFT JOIN enough ON enough.item = daily.item
        WHERE daily.item = current.id AND (enough.day IS NULL OR daily.day > enough.day)
    ) AS since,
    current.level
FROM current
WHERE current.level < current.minimum
ORDER BY current.minimum - current.level DESC, current.name;
