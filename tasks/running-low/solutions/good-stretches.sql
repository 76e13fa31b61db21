-- Numbers the stretches from the end: a day belongs to the last one when no day from it on has enough.
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
    SELECT item, day, SUM(COALESCE(counted, moved)) OVER (PARTITION BY item, run ORDER BY day) AS level
    FROM runs
), marked AS (
    SELECT item.id, item.name, item.minimum, daily.day,
        COALESCE(FIRST_VALUE(daily.level) OVER latest, 0) AS level,
        COUNT(*) FILTER (WHERE daily.level >= item.minimum) OVER latest AS stretch
    FROM item
    LEFT JOIN daily ON daily.item = item.id
    WINDOW latest AS (PARTITION BY item.id ORDER BY daily.day DESC)
)
SELECT name, MIN(day) AS since, level
FROM marked
WHERE stretch = 0 AND level < minimum
GROUP BY id
ORDER BY minimum - level DESC, name;
