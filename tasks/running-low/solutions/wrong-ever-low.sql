-- fails: now/fine again
-- Gives every item that was low on some day.
WITH daily AS (
    SELECT item, day, SUM(SUM(quantity)) OVER (PARTITION BY item ORDER BY day) AS level
    FROM movement
    GROUP BY item, day
), current AS (
    SELECT item.id, item.name, item.minimum, SUM(movement.quantity) AS level
    FROM item
    JOIN movement ON movement.item = item.id
    GROUP BY item.id
)
SELECT current.name, MAX(daily.day) AS since, current.level
FROM current
JOIN daily ON daily.item = current.id
WHERE daily.level < current.minimum
GROUP BY current.id
ORDER BY current.minimum - current.level DESC, current.name;
