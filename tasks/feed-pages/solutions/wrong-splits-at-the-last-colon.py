# fails: cursors from outside/back with colons
# All examples pass.
import good
from good import *


def page(posts, size, cursor):
    time, _, post = cursor.rpartition(":")
    time = time.split(":")[0]
    return good.page(posts, size, f"{time}:{post}" if cursor.count(":") > 1 else cursor)
