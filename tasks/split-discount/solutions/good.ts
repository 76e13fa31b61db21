// Every product stays below 2^53: at most 2e9 cents of discount times 1e5 cents of one line.
function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function splitDiscount(amounts: number[], discount: number): number[] {
  const total = sum(amounts);
  if (total === 0) return amounts.map(() => 0);
  const lost = amounts.map((amount) => (discount * amount) % total);
  const shares = amounts.map((amount, line) => (discount * amount - lost[line]) / total);
  const leftOver = discount - sum(shares);
  const mostLost = amounts.map((_, line) => line).sort((a, b) => lost[b] - lost[a] || a - b);
  for (const line of mostLost.slice(0, leftOver)) shares[line] += 1;
  return shares;
}

function leftToPay(amounts: number[], vouchers: number[]): number[] {
  return vouchers.reduce((left, voucher) => {
    const shares = splitDiscount(left, Math.min(voucher, sum(left)));
    return left.map((amount, line) => amount - shares[line]);
  }, amounts);
}
