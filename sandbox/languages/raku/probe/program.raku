my @numbers = $*IN.slurp.words».Int;
exit 3 unless @numbers;
my $total = @numbers.sum;
Nil while $total < 0;
say $total;
