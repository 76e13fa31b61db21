CREATE TABLE item (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    minimum INTEGER NOT NULL        -- there should never be less than this
);

CREATE TABLE movement (
    id INTEGER PRIMARY KEY,
    item INTEGER NOT NULL REFERENCES item (id),
    day TEXT NOT NULL,              -- 2026-03-31
    quantity INTEGER NOT NULL       -- what came in; below zero, what went out
);

CREATE TABLE recount (
    item INTEGER NOT NULL REFERENCES item (id),
    day TEXT NOT NULL,
    level INTEGER NOT NULL,
    PRIMARY KEY (item, day)
);
