# fails: test_review_places.py/a mail that failed was sent
# Comments, but none of them on what will hurt. All visible tests pass.
orders.py:15: nit: region could be None by default instead of an empty text
orders.py:21: nit: this line is rather long, I would build the query above
exports.py:6: nit: a tuple would be better here, nobody changes it
exports.py:16: nit: id is the name of a builtin function, call it number
exports.py:13: nit: the writer could be made in one line with the file
api.py:8: nit: the folder should come from the settings of the service
api.py:22: nit: too many arguments, perhaps make a class for the request
