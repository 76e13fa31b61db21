# fails: test_review_places.py/not at every line
# One comment for each stretch of lines, so that something will be right.
orders.py:1-7: should: please have another look at all of this
orders.py:8-14: should: please have another look at all of this
orders.py:15-23: should: please have another look at all of this
exports.py:1-10: should: please have another look at all of this
exports.py:11-20: should: please have another look at all of this
exports.py:21-29: should: please have another look at all of this
api.py:1-10: should: please have another look at all of this
api.py:11-20: should: please have another look at all of this
api.py:21-26: should: please have another look at all of this
api.py:27-30: should: please have another look at all of this
