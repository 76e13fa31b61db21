"""What the shop's back office can ask for."""

import os

import exports

ACCOUNTING = "accounting"
FOLDER = "/var/exports"


def orders_of(request, orders):
    if request.user.role != ACCOUNTING:
        return 403, "Only accounting can see orders."
    return 200, orders.of_customer(request.query["customer"])


def export(request, orders, mail):
    """Make an export of some days and send it to whoever asks."""
    if request.user.role != ACCOUNTING:
        return 403, "Only accounting can make exports."
    first, last = request.query["first"], request.query["last"]
    path, total = exports.write(orders, FOLDER, first, last, request.query.get("region", ""))
    sent = exports.send(mail, request.user.address, path)
    return 200, {"file": os.path.basename(path), "cents": total, "sent": sent}


def download(request):
    """An export that was made before, as text."""
    with open(os.path.join(FOLDER, request.query["file"]), encoding="utf-8") as file:
        return 200, file.read()
