SELECT name, SUM(open) AS open
FROM (
    SELECT customer, cents - (SELECT COALESCE(SUM(cents), 0) FROM payment WHERE invoice = invoice.id) AS open
    FROM invoice
    WHERE due < '2026-03-01'
)
JOIN customer ON customer.id = customer
WHERE open > 0
GROUP BY name
ORDER BY open DESC, name;
