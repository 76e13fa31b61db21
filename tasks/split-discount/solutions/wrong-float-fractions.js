// fails: ties
// Fractions that should be equal differ in their last digits. All examples pass.
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

function splitDiscount(amounts, discount) {
  const total = sum(amounts);
  if (total === 0) return amounts.map(() => 0);
  const exact = amounts.map((amount) => (discount * amount) / total);
  const shares = exact.map(Math.floor);
  const order = exact.map((_, line) => line).sort((a, b) => exact[b] - shares[b] - (exact[a] - shares[a]));
  for (const line of order.slice(0, discount - sum(shares))) shares[line] += 1;
  return shares;
}

function leftToPay(amounts, vouchers) {
  return vouchers.reduce((left, voucher) => {
    const shares = splitDiscount(left, Math.min(voucher, sum(left)));
    return left.map((amount, line) => amount - shares[line]);
  }, amounts);
}
