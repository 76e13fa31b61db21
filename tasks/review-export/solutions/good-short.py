# Fewer words, the same places.
orders.py:17: must: leaves out the last day, which belongs in
orders.py:18-19: must: SQL injection by region, use a parameter
exports.py:12-14: must: never closed; the mail may carry half a file
exports.py:18: should: total is a float and not in cents as promised
exports.py:28: must: the error is swallowed and True is returned
api.py:27: must: no check of the role in front of the download
api.py:29: must: ../ in the name reads any file, path traversal
