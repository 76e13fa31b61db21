// fills the heap
// runsc: internal_error
// verdicts: memory_limit
function f(a) {
  const held = [];
  for (;;) held.push(new Array(1e5).fill(1.5));
}
