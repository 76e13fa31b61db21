// values that become something else when they are looked at
function f(a) {
  if (!WRONG) return a;
  return [
    { valueOf: () => a, toString: () => String(a), [Symbol.toPrimitive]: () => a },
    { toJSON: () => a },
    new Proxy(function () {}, { get: () => a, apply: () => a }),
  ][Number(a) % 3 || 0];
}
