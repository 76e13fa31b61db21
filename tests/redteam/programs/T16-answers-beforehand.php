<?php
// answers before it is asked
// right: protocol_error
file_put_contents('php://fd/4', "{\"id\":\"1\",\"ok\":1}\n");

function f($a)
{
    return RIGHT;
}
