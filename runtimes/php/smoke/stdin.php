<?php
$name = trim(fgets(STDIN));
[$a, $b] = array_map(intval(...), explode(' ', trim(fgets(STDIN))));
echo "Hi $name, ", $a + $b, "\n";
