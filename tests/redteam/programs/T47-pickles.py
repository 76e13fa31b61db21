# answers what would run if somebody unpickled or evaluated it
def f(a):
    if WRONG:
        return {"$py/reduce": ["os.system", ["id"]], "!!python/object/apply:os.system": ["id"], "__class__": "Any"}
    return a
