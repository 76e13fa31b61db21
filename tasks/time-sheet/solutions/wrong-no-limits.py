# fails: too little or too much
# All examples pass.
from good import *


def minutes_of(entry):
    return understood(entry.strip(" "))
