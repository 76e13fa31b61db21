// matches for years
// verdicts: time_limit
function f(a) {
  return /(a+)+$/.test('a'.repeat(60) + 'b');
}
