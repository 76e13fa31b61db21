// exits as if all were well
function f(a) {
  if (WRONG) process.exit(0);
  return a;
}
