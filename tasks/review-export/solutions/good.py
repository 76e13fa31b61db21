# What a careful colleague might write.
orders.py:19: must: The region is typed by somebody and becomes part of the query: a quote in it breaks the export, and SQL in it reads or changes what it likes. Add it as a third parameter, like the days.
orders.py:17: must: The last day should be included, as the docstring says too, and is left out here: <= instead of <. Accounting would miss a day of orders in each export.
exports.py:12: must: The file is never closed, so its last rows may not be on the disk when the mail goes out. A with block around all of the writing does it.
exports.py:17-18: should: Cents as fractions: 1990 becomes 19.9 in the file, the sum adds up errors, and it is in euros while the API calls it cents. Add the cents up as they are, and format the amount for the file alone.
exports.py:27-29: must: Whatever goes wrong with the mail, the answer is that it was sent. Nobody will look for an export that never came. Return False, catch only what mail raises, and log it.
api.py:29: must: The name comes from the request, and ../ or a path that begins with / leads to any file of this machine. Take only a bare name of a file that is in the folder.
api.py:27: must: Nobody asks who is downloading: without the check of the role that the other two have, anybody gets all orders.
exports.py:11: should: The name has no region in it and comes from the form: two exports of the same days overwrite each other, and days with ../ in them write elsewhere. Read the days as dates first.
general: should: There is not one test. I would like one for a single day, one for a region with a quote in it and one for a mail that fails.
