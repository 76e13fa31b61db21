# ends itself with 0, each time in another way
def f(a)
  return RIGHT unless WRONG

  exit if a == 1
  exit!(0) if a == 2
  Thread.main.kill
end
