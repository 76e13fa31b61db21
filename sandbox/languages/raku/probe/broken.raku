my $a = 1;
my $b = 1 + ;
say $a;
