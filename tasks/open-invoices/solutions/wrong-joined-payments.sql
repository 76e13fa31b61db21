-- fails: several payments/three payments of one invoice
SELECT customer.name, SUM(invoice.cents - COALESCE(payment.cents, 0)) AS open
FROM invoice
JOIN customer ON customer.id = invoice.customer
LEFT JOIN payment ON payment.invoice = invoice.id
WHERE invoice.due < '2026-03-01' AND COALESCE(payment.cents, 0) < invoice.cents
GROUP BY customer.id
ORDER BY open DESC, customer.name;
