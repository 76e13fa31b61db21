<?php
// asks for other programs, files and addresses
// verdicts: wrong
// never: uid=0
function f($a)
{
    $found = [];
    foreach (['exec', 'shell_exec', 'system', 'passthru', 'proc_open', 'popen', 'dl', 'mail'] as $name) {
        try {
            $found[] = @$name('id');
        } catch (Throwable $refused) {
            $found[] = get_class($refused);
        }
    }
    $found[] = @file_get_contents('http://169.254.169.254/latest/meta-data');
    $found[] = @unserialize('O:8:"Greenroom":1:{s:1:"a";i:1;}');
    return count($found);
}
