BEGIN {
  x = 1 + ;
}
