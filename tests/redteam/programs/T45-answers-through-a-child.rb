# lets a child come back with the answer
def f(a)
  fork if WRONG
  RIGHT
end
