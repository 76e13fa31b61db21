# raises its own limits
# verdicts: wrong
# answer: "held"
import resource


def f(a):
    for what in (resource.RLIMIT_NOFILE, resource.RLIMIT_FSIZE, resource.RLIMIT_CORE, resource.RLIMIT_MSGQUEUE):
        soft, hard = resource.getrlimit(what)
        try:
            resource.setrlimit(what, (hard + 1, hard + 1))
            return f"limit {what}"
        except (OSError, ValueError):
            continue
    return "held"
