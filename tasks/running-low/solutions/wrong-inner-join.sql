-- fails: nothing moved/never had any
-- Joins away the items without movements. All examples of part 1 pass.
WITH daily AS (
    SELECT item, day, SUM(SUM(quantity)) OVER (PARTITION BY item ORDER BY day) AS level
    FROM movement
    GROUP BY item, day
), enough AS (
    SELECT daily.item, MAX(daily.day) AS day
    FROM daily
    JOIN item ON item.id = daily.item
    WHERE daily.level >= item.minimum
    GROUP BY daily.item
), current AS (
    SELECT item.id, item.name, item.minimum, COALESCE(SUM(movement.quantity), 0) AS level
    FROM item
    JOIN movement ON movement.item = item.id
    GROUP BY item.id
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
