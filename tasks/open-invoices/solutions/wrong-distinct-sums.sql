-- fails: several payments/the same sum twice
SELECT name, SUM(DISTINCT open) AS open
FROM (
    SELECT customer.name, invoice.cents - COALESCE(SUM(payment.cents), 0) AS open
    FROM invoice
    JOIN customer ON customer.id = invoice.customer
    LEFT JOIN payment ON payment.invoice = invoice.id
    WHERE invoice.due < '2026-03-01'
    GROUP BY invoice.id
)
WHERE open > 0
GROUP BY name
ORDER BY open DESC, name;
