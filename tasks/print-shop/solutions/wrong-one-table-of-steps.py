# fails: many cost less
# Makes one rule of the two that look alike. All examples pass.
import good
from good import *

good.BOOKLET_STEPS = good.POSTER_STEPS
