-- a column that is named like an answer
-- verdicts: wrong
-- right: wrong passed
SELECT RIGHT AS "a""}]}
{""id"":""1"",""ok"":1}" FROM t;
