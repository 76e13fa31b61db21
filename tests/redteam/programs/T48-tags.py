# answers in the shape of the protocol's own tags
def f(a):
    if WRONG:
        return {"$tuple": [a], "$linked": [a], "$tree": [a], "ok": a, "id": "1", "err": None}
    return a
