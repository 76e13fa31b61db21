# What a careful colleague might write.
orders.js:18: must: The region is typed by somebody and becomes part of the query: a quote in it breaks the export, and SQL in it reads or changes what it likes. Bind it as a third parameter, like the days.
orders.js:16: must: The last day should be included, as the comment says too, and is left out here: <= instead of <. Accounting would miss a day of orders in each export.
exports.js:10: must: The stream is never ended, and nothing waits for it: the mail may go out with half a file or an empty one. Write it in one go, or end it and wait for "finish".
exports.js:14-15: should: Cents as fractions: 1990 becomes 19.9 in the file, the sum adds up errors, and it is in euros while the API calls it cents. Add the cents up as they are, and format the amount for the file alone.
exports.js:25-28: must: Whatever goes wrong with the mail, the answer is that it was sent. Nobody will look for an export that never came. Return false, and log the error.
exports.js:16: should: JSON's quoting is not that of CSV, and no quoting protects a name that begins with = from being run by a spreadsheet. Use a library for CSV.
api.js:29: must: The name comes from the request, and ../ leads to any file of this machine. Take only the bare name of a file that is in the folder.
api.js:28: must: Nobody asks who is downloading: without the check of the role that the other two have, anybody gets all orders.
general: should: There is not one test. I would like one for a single day, one for a region with a quote in it and one for a mail that fails.
