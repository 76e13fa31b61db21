# calls itself without end
# verdicts: runtime_error
def f(a)
  f(a + 1) + 1
end
