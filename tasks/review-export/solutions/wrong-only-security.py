# fails: test_review_places.py/the last day is left out
# Looks for holes, and does not hold the change against what was asked for. All visible tests pass.
orders.py:19: must: SQL injection, the region has to be a parameter of the query.
api.py:27: must: The check of the role is missing, everybody can download.
api.py:29: must: Path traversal, the name of the file comes from outside.
exports.py:11: should: The days come from outside as well and are part of a path.
