def split_discount(amounts, discount):
    total = sum(amounts)
    if total == 0:
        return [0] * len(amounts)
    shares = [discount * amount // total for amount in amounts]
    left_over = discount - sum(shares)
    # The remainders are the lost fractions times `total`: whole numbers in the same order. The sort is stable.
    most_lost = sorted(range(len(amounts)), key=lambda line: -(discount * amounts[line] % total))
    for line in most_lost[:left_over]:
        shares[line] += 1
    return shares


def left_to_pay(amounts, vouchers):
    for voucher in vouchers:
        shares = split_discount(amounts, min(voucher, sum(amounts)))
        amounts = [amount - share for amount, share in zip(amounts, shares)]
    return amounts
