# fails: quotes/two spaces in quotes
# Makes one space of several before it looks for quotes. All examples pass.
import good
from good import *


def search(tickets, query):
    return good.search(tickets, " ".join(query.split()))
