use strict;
use warnings;

my @numbers = map { split } <STDIN>;
exit 3 unless @numbers;
my $total = 0;
$total += $_ for @numbers;
1 while $total < 0;
print "$total\n";
