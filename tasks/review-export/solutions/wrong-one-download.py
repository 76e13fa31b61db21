# fails: test_review_places.py/anybody can download
# Sees the path, and not that nobody is asked who they are. All visible tests pass.
orders.py:19: must: The region becomes part of the query, which is SQL injection: use a parameter.
orders.py:17: must: The last day should be included and is not: <= instead of <.
exports.py:12: must: The file is never closed before it is sent by mail.
exports.py:17: should: Do not divide cents: fractions add up errors, and the total is not in cents.
exports.py:27: must: This swallows every error and says that the mail was sent.
api.py:29: must: A name with ../ in it leads out of the folder, to any file.
