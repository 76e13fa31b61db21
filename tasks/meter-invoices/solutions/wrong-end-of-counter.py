# fails: examples/past the end of the counter
import good
from good import *

good.ROLLOVER = 99_999
