// computes without end
// verdicts: time_limit
function f(a) {
  for (;;);
}
