# answers and prints what a shell, a template or a format would take up
TEXT = "\x00'; rm -rf / #$(id)`id`{{7*7}}%s%n{0.__class__}</script>../../etc/passwd\n[2026] ERROR"


def f(a):
    print(TEXT)
    if WRONG:
        raise ValueError(TEXT)
    return a
