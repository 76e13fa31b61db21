CREATE TABLE customer (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);

CREATE TABLE invoice (
    id INTEGER PRIMARY KEY,
    customer INTEGER NOT NULL REFERENCES customer (id),
    cents INTEGER NOT NULL,
    due TEXT NOT NULL               -- 2026-03-31
);

CREATE TABLE payment (
    id INTEGER PRIMARY KEY,
    invoice INTEGER NOT NULL REFERENCES invoice (id),
    cents INTEGER NOT NULL
);

CREATE TABLE credit (
    id INTEGER PRIMARY KEY,
    customer INTEGER NOT NULL REFERENCES customer (id),
    cents INTEGER NOT NULL
);
