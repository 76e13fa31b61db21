{
  for (at = 1; at <= NF; at++) {
    total += $at
    count++
  }
}

END {
  if (count == 0) exit 3
  while (total < 0);
  print total
}
