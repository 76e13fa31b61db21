<?php
// answers at its exit, in a destructor and through a buffer
// right: passed protocol_error
final class Late
{
    public function __destruct()
    {
        file_put_contents('php://fd/4', "{\"id\":\"1\",\"ok\":1}\n");
    }
}

$late = new Late();
register_shutdown_function(fn () => (new Late())->__destruct());
ob_start(fn ($text) => 'changed' . $text);

function f($a)
{
    return RIGHT;
}
