# fails: test_review_places.py/a region becomes part of the query
# Reads for what it does, and not for who could use it. All visible tests pass.
orders.py:16-17: must: The docstring says both days are included, and day < ? leaves the last one out.
exports.py:12: must: The file is never closed, so the mail may carry half of it. Use with.
exports.py:17-18: should: Amounts become fractions, and the total is not in cents as promised.
exports.py:27-28: must: Errors of the mail are swallowed, and True comes back all the same.
