SELECT name, open
FROM (
    SELECT
        customer.name,
        SUM(due.open) - (SELECT COALESCE(SUM(cents), 0) FROM credit WHERE credit.customer = customer.id) AS open
    FROM (
        SELECT customer, cents - (SELECT COALESCE(SUM(cents), 0) FROM payment WHERE invoice = invoice.id) AS open
        FROM invoice
        WHERE due < '2026-03-01'
    ) AS due
    JOIN customer ON customer.id = due.customer
    WHERE due.open > 0
    GROUP BY customer.id
)
WHERE open > 0
ORDER BY open DESC, name;
