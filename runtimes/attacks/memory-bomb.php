<?php // Lifts the interpreter's own limit of memory and takes all there is.
ini_set('memory_limit', '-1');
$held = [];
while (true) {
    $held[] = str_repeat('x', 1 << 20);
}
