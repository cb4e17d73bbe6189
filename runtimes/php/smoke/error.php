<?php
function fail(): never
{
    throw new RuntimeException('broken');
}

echo "before\n";
fail();
