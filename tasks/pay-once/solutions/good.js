class Payments {
  constructor(keep) {
    this.keep = keep;
    this.balances = new Map();
    this.remembered = new Map();
    this.payments = new Map();
  }

  deposit(account, cents) {
    this.balances.set(account, this.balance(account) + cents);
  }

  balance(account) {
    return this.balances.get(account) ?? 0;
  }

  pay(key, account, cents, now) {
    return this.once(key, ["pay", account, cents], now, () => this.charge(account, cents));
  }

  // The answer to a request: of carrying it out, or the remembered one.
  once(key, request, now, carryOut) {
    if (request.at(-1) < 1) return "invalid";
    const text = JSON.stringify(request);
    const before = this.remembered.get(key);
    if (before && now < before.given + this.keep) return before.text === text ? before.answer : "conflict";
    const answer = carryOut();
    this.remembered.set(key, { text, answer, given: now });
    return answer;
  }

  charge(account, cents) {
    if (this.balance(account) < cents) return "declined";
    this.balances.set(account, this.balance(account) - cents);
    const name = `p${this.payments.size + 1}`;
    this.payments.set(name, { account, left: cents });
    return `created ${name}`;
  }
}

class RefundablePayments extends Payments {
  constructor(keep) {
    super(keep);
    this.refunds = 0;
  }

  refund(key, payment, cents, now) {
    return this.once(key, ["refund", payment, cents], now, () => this.giveBack(this.payments.get(payment), cents));
  }

  giveBack(payment, cents) {
    if (!payment) return "unknown";
    if (payment.left < cents) return "too much";
    payment.left -= cents;
    this.deposit(payment.account, cents);
    this.refunds += 1;
    return `refunded r${this.refunds}`;
  }
}
