<?php

$words = preg_split('/\s+/', stream_get_contents(STDIN), -1, PREG_SPLIT_NO_EMPTY);
if (!$words) {
    exit(3);
}
$total = array_sum($words);
while ($total < 0) {
}
echo $total, "\n";
