<?php

function greet(string $name): string
{
    return "Hello, $name!";
}

echo 'Your name: ';
$name = trim((string) fgets(STDIN));
echo greet($name ?: 'world'), "\n";
