# fails: test_review_places.py/a region becomes part of the query
# Counts the lines of the diff and not those of the files.
orders.py:9: must: The last day should be included and is not: <= instead of <.
orders.py:11: must: The region becomes part of the query: use a parameter.
exports.py:29: must: The file is never closed before it is sent by mail.
