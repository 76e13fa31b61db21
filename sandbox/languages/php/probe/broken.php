<?php function addTwo($a, $b) {
    return $a + );
}
