<?php
// calls itself without end
// verdicts: runtime_error memory_limit
function f($a)
{
    return f($a + 1) + 1;
}
