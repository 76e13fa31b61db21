<?php
// ends itself with 0, each time in another way
function f($a)
{
    if (!WRONG) {
        return RIGHT;
    }
    if ($a === 1) {
        exit(0);
    }
    set_error_handler(fn () => exit(0));
    throw new class('odd') extends Exception {
        public function __toString(): string
        {
            exit(0);
        }
    };
}
