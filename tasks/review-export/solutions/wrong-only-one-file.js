# All comments are good ones, and the review stops after the first file.
orders.js:18: must: The region becomes part of the query: bind it as a parameter.
orders.js:16: must: The last day should be included and is not: <= instead of <.
