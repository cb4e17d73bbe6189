use v5.40;

$| = 1;
sub fail { die "broken" }
say 'before';
fail();
