# fails: examples/every line is a comment
# Forgets to say how much each thing matters.
orders.py:19: The region becomes part of the query: use a parameter.
orders.py:17: The last day should be included and is not.
exports.py:12: The file is never closed before it is sent by mail.
