# fails: several vouchers/not the same as one large voucher
from good import *


def left_to_pay(amounts, vouchers):
    shares = split_discount(amounts, min(sum(vouchers), sum(amounts)))
    return [amount - share for amount, share in zip(amounts, shares)]
