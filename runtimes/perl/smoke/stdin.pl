use v5.40;
use List::Util qw(sum);

chomp(my $name = <STDIN>);
say "Hi $name, ", sum(split ' ', <STDIN>);
