-- Numbers the stretches from the end: a day belongs to the last one when no day from it on has enough.
WITH daily AS (
    SELECT item, day, SUM(SUM(quantity)) OVER (PARTITION BY item ORDER BY day) AS level
    FROM movement
    GROUP BY item, day
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
