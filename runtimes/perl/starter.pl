use v5.40;

sub greet ($name) {
    return "Hello, $name!";
}

print 'Your name: ';
chomp(my $name = <STDIN> // '');
say greet($name || 'world');
