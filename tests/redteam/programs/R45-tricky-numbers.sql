-- a number that is no number, text that is none, and columns that share their name
-- verdicts: wrong
SELECT 9e999 - 9e999 AS a, CAST(x'eda080' AS TEXT) AS a, x'00' AS a, char(0, 55296, 1114111) AS a;
