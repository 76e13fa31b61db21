class Payments:
    def __init__(self, keep):
        self.keep = keep
        self.balances = {}
        self.remembered = {}
        self.payments = {}

    def deposit(self, account, cents):
        self.balances[account] = self.balance(account) + cents

    def balance(self, account):
        return self.balances.get(account, 0)

    def pay(self, key, account, cents, now):
        return self.once(key, ("pay", account, cents), now, self.charge)

    def once(self, key, request, now, carry_out):
        """The answer to a request: of carrying it out, or the remembered one."""
        _, of, cents = request
        if cents < 1:
            return "invalid"
        if key in self.remembered:
            before, answer, given = self.remembered[key]
            if now < given + self.keep:
                return answer if before == request else "conflict"
        answer = carry_out(of, cents)
        self.remembered[key] = request, answer, now
        return answer

    def charge(self, account, cents):
        if self.balance(account) < cents:
            return "declined"
        self.balances[account] -= cents
        name = f"p{len(self.payments) + 1}"
        self.payments[name] = Payment(account, cents)
        return f"created {name}"


class Payment:
    def __init__(self, account, cents):
        self.account = account
        self.left = cents


class RefundablePayments(Payments):
    def __init__(self, keep):
        super().__init__(keep)
        self.refunds = 0

    def refund(self, key, payment, cents, now):
        return self.once(key, ("refund", payment, cents), now, self.give_back)

    def give_back(self, name, cents):
        payment = self.payments.get(name)
        if payment is None:
            return "unknown"
        if payment.left < cents:
            return "too much"
        payment.left -= cents
        self.deposit(payment.account, cents)
        self.refunds += 1
        return f"refunded r{self.refunds}"
