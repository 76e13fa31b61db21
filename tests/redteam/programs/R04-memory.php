<?php
// takes memory without end
// verdicts: memory_limit runtime_error
// runsc: internal_error
function f($a)
{
    $held = [];
    while (true) {
        $held[] = str_repeat('x', 8 << 20);
    }
}
